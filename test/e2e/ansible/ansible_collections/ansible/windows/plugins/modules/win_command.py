#!/usr/bin/python
"""A stand-in: answers from the file AIRGAPKIT_ANSWERS instead of a Windows host, and writes down what was asked."""
import json
import os

from ansible.module_utils.basic import AnsibleModule


def main():
    module = AnsibleModule(argument_spec={"argv": {"type": "list", "elements": "str", "required": True}}, supports_check_mode=True)
    argv = module.params["argv"]
    run = argv[argv.index("-Run") + 1]
    log = os.environ["AIRGAPKIT_ASKED"]
    asked = []
    if os.path.exists(log):
        with open(log, encoding="utf-8") as lines:
            asked = [json.loads(line) for line in lines]
    with open(log, "a", encoding="utf-8") as out:
        out.write(json.dumps({"module": "win_command", "run": run, "argv": argv, "check": module.check_mode}) + "\n")
    with open(os.environ["AIRGAPKIT_ANSWERS"], encoding="utf-8") as answers:
        mine = json.load(answers).get(run, [])
    number = min(len([one for one in asked if one.get("run") == run]), len(mine) - 1)
    if number < 0:
        module.fail_json(msg="not expected: " + run)
    module.exit_json(changed=True, rc=mine[number]["rc"], stdout=mine[number]["stdout"] + "\r\n", stderr="")


if __name__ == "__main__":
    main()
