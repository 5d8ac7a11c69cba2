#!/usr/bin/python
"""A stand-in: writes down what was asked and does nothing."""
import json
import os

from ansible.module_utils.basic import AnsibleModule


def main():
    names = [name for name in "".split(",") if name]
    module = AnsibleModule(argument_spec={name: {"type": "str", "required": True} for name in names}, supports_check_mode=True)
    with open(os.environ["AIRGAPKIT_ASKED"], "a", encoding="utf-8") as out:
        asked = {"module": "win_reboot", "check": module.check_mode}
        asked.update({name: module.params[name] for name in names})
        out.write(json.dumps(asked) + "\n")
    module.exit_json(changed=True)


if __name__ == "__main__":
    main()
