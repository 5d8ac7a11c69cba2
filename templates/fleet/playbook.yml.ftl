<#ftl output_format="YAML">
# A fleet that Ansible reaches: carries a kit to each host, has the installed verifier pack verify, extract and apply it,
# brings the receipts back. Every judgement is the pack's and the kit's; this file only starts them and reads their answers.
#
#   ansible-playbook -i hosts playbook.yml --tags check          what each host lacks; changes nothing
#   ansible-playbook -i hosts playbook.yml --check               what would be done (-WhatIf); changes nothing
#   ansible-playbook -i hosts playbook.yml
#
# Wanted: the collection ansible.windows; on each host the verifier pack in C:\Program Files\AirgapKit; anchor and kit digest
# as they were read to you or stand on the printed sheets. They are asked for, and never taken from the kit.
#
# Variables (-e name=value):
#   airgap_hosts       which hosts (all)
#   airgap_zip         the kit on this machine (beside this file, by the kit's name)
#   airgap_rings       sizes of the rings, one after the other: ["1", "10%", "100%"]; one failed host stops what follows
#   airgap_stage       folder on the host for the zip, until it is extracted (C:\Windows\Temp); under a name of chance
#   airgap_minutes     how long one update may take (120)
#   airgap_restart     true: restart a host that needs it, then look again (false)
#   airgap_receipts    folder here for receipts and their signatures, below it one a host (receipts): what a host calls its
#                      files is the host's word and must not meet another's
#   airgap_become      false: stay the account that logged on. Windows Update's installer refuses remote sessions, so the
#                      tasks run as SYSTEM otherwise (true)
- name: Air-gap kit
  hosts: "{{ airgap_hosts | default('all') }}"
  gather_facts: false
  serial: "{{ airgap_rings | default(['1', '10%', '100%']) }}"
  max_fail_percentage: 0
  become: "{{ airgap_become | default(true) | bool }}"
  become_method: ansible.builtin.runas
  become_user: SYSTEM
  vars_prompt:
    - name: airgap_anchor
      prompt: "Anchor, 64 hex digits, from the printed sheet"
      private: false
    - name: airgap_kit_digest
      prompt: "Kit digest from the transfer sheet, the first 16 digits or all 64"
      private: false
  vars:
    airgap_id: !unsafe "${kit.id}"
    airgap_title: !unsafe "${profile.title}"
    airgap_expires: !unsafe "${kit.expires}"
    airgap_words:
      - 'C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe'
      - '-NoProfile'
      - '-NonInteractive'
      - '-ExecutionPolicy'
      - RemoteSigned
      - '-File'
      - 'C:\Program Files\AirgapKit\Start-Here.ps1'
    airgap_anchor_hex: "{{ airgap_anchor | default('', true) | string | lower | regex_replace('^sha256:|[ :-]', '') }}"
    airgap_digest_hex: "{{ airgap_kit_digest | default('', true) | string | lower | replace(' ', '') }}"
    airgap_key: "{{ airgap_digest_hex[:16] }}"
    airgap_same: ['-Kit', "{{ airgap_key }}", '-Anchor', "{{ airgap_anchor_hex }}"]
    airgap_run: "{{ ['-Run', 'whatif' if ansible_check_mode else 'apply'] }}"
  tasks:
    - name: Anchor and kit digest were typed
      ansible.builtin.assert:
        that:
          - airgap_anchor_hex is match('^[0-9a-f]{64}$')
          - airgap_digest_hex is match('^([0-9a-f]{16}|[0-9a-f]{64})$')
        fail_msg: "Give airgap_anchor (64 hex digits) and airgap_kit_digest (16 or 64): from the printed sheets, not from the kit."
        quiet: true
      become: false
      tags: [check, apply]

    - name: Which kit
      ansible.builtin.debug:
        msg: "{{ airgap_id }}: {{ airgap_title }}, expires {{ airgap_expires }}"
      run_once: true
      become: false
      tags: [check, apply]

    # 0 met, 1 not met, 3 not known; without an answer of the pack (an older one, none at all) the host fails here.
    - name: Look
      ansible.windows.win_command:
        argv: "{{ airgap_words + ['-Run', 'check'] + airgap_same }}"
      register: airgap_look
      check_mode: false
      changed_when: false
      failed_when: >-
        'airgap-pack-run/2' not in airgap_look.stdout or
        (airgap_look.stdout | from_json).code not in ['', 'KIT_NOT_HERE']
      tags: [check, apply]

    - name: What it says
      ansible.builtin.debug:
        msg: "{{ [answer.code ~ ': ' ~ answer.message] if answer.code else (answer.output | from_json).verdicts | map(attribute='code') | list }}"
      vars:
        answer: "{{ airgap_look.stdout | from_json }}"
      become: false
      tags: [check, apply]

    # Every user may make files in C:\Windows\Temp, and nobody may list them: a name that can be guessed could be there
    # already, as a link to a file that SYSTEM would then write over.
    - name: Is the kit there
      ansible.builtin.set_fact:
        airgap_there: "{{ (airgap_look.stdout | from_json).code == '' }}"
        airgap_staged: "{{ airgap_stage | default('C:\\Windows\\Temp') }}\\{{ airgap_id }}-{{ lookup('ansible.builtin.password', '/dev/null chars=ascii_lowercase,digits length=20') }}.zip"
      become: false
      tags: [apply]

    # Whoever could change the zip on the host meets the verifier, which reads it once while it extracts.
    - name: Carry, verify, extract
      when: not airgap_there
      tags: [apply]
      block:
        - name: Copy the kit
          ansible.windows.win_copy:
            src: "{{ airgap_zip | default(playbook_dir + '/' + airgap_id + '.zip') }}"
            dest: "{{ airgap_staged }}"

        - name: Verify and extract
          ansible.windows.win_command:
            argv: "{{ airgap_words + ['-Run', 'extract', '-Kit', airgap_staged, '-Anchor', airgap_anchor_hex, '-Digest', airgap_digest_hex] }}"
          register: airgap_extract
          failed_when: airgap_extract.rc != 0
          when: not ansible_check_mode
      always:
        - name: Remove the zip
          ansible.windows.win_file:
            path: "{{ airgap_staged }}"
            state: absent

    # 0 and 3010 done, 1 a clear no, 3 could not. The receipt is there all the same, so that comes first.
    - name: Apply, or say what would be done
      ansible.windows.win_command:
        argv: "{{ airgap_words + airgap_run + airgap_same + ['-Trigger', 'ansible', '-TimeoutMinutes', airgap_minutes | default(120) | string] }}"
      register: airgap_apply
      check_mode: false
      when: airgap_there or not ansible_check_mode
      changed_when: >-
        'airgap-pack-run/2' in airgap_apply.stdout and
        ((airgap_apply.stdout | from_json).output | default('{}', true) | from_json).results | default([])
        | selectattr('outcome', 'defined') | selectattr('outcome', 'in', ['Added', 'Installed', 'RestartNeeded']) | list | length > 0
      failed_when: "'airgap-pack-run/2' not in airgap_apply.stdout"
      tags: [apply]

    - name: What came of it
      ansible.builtin.set_fact:
        airgap_answer: "{{ airgap_apply.stdout | from_json }}"
        airgap_out: "{{ (airgap_apply.stdout | from_json).output | default('{\"results\": [], \"restart\": false}', true) | from_json }}"
      when: airgap_apply is not skipped
      become: false
      tags: [apply]

    - name: Bring the receipt
      ansible.builtin.fetch:
        src: "{{ item.path }}"
        dest: "{{ airgap_receipts | default('receipts') }}/{{ inventory_hostname }}/"
        flat: true
      loop: "{{ (airgap_out | default({'results': []})).results | selectattr('kind', 'equalto', 'receipt') | list }}"
      loop_control:
        label: "{{ item.path }}"
      when: not ansible_check_mode
      tags: [apply]

    - name: Bring the receipt's signature
      ansible.builtin.fetch:
        src: "{{ item.path | regex_replace('[.]json$', '.p7s') }}"
        dest: "{{ airgap_receipts | default('receipts') }}/{{ inventory_hostname }}/"
        flat: true
      loop: "{{ (airgap_out | default({'results': []})).results | selectattr('kind', 'equalto', 'receipt') | selectattr('signed') | list }}"
      loop_control:
        label: "{{ item.path }}"
      when: not ansible_check_mode
      tags: [apply]

    - name: Applied
      ansible.builtin.assert:
        that: airgap_apply.rc in [0, 3010]
        fail_msg: "exit {{ airgap_apply.rc }}: {{ ((airgap_answer.code ~ ': ' ~ airgap_answer.message) if airgap_answer.code else '') or (airgap_out.results | map(attribute='code') | zip(airgap_out.results | map(attribute='message')) | map('join', ': ') | join('; ')) }}"
        quiet: true
      when: airgap_apply is not skipped
      become: false
      tags: [apply]

    - name: Restart
      ansible.windows.win_reboot:
      when:
        - airgap_restart | default(false) | bool
        - "(airgap_out | default({'restart': false})).restart"
      tags: [apply]

    - name: Look again
      ansible.windows.win_command:
        argv: "{{ airgap_words + ['-Run', 'check'] + airgap_same }}"
      register: airgap_after
      changed_when: false
      failed_when: "'airgap-pack-run/2' not in airgap_after.stdout or (airgap_after.stdout | from_json).code != ''"
      when: not ansible_check_mode
      tags: [apply]

    # A host that waits for its restart is not done, and says so; it stops no ring.
    - name: What each host says now
      ansible.builtin.debug:
        msg: "{{ ((airgap_after.stdout | from_json).output | from_json).verdicts | map(attribute='code') | list }}"
      when: airgap_after is not skipped
      become: false
      tags: [apply]
