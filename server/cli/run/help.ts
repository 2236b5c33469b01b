/** What stands below the verbs in `praxis-ls run --help`. */
export const HELP = `Which session:
  The only one that is not completed. If there are several, name one: its id, or
  the first 4 or more characters of it, as the first argument or with --session;
  or --workflow. Numbers of up to three digits are phases and tasks.

Which files:
  Only saved files count. Text that is typed in an editor and not saved is not
  seen; for that, run the workflow from the editor.

Exit codes:
  0  done; the gate passed
  1  the gate refused the evidence
  2  could not run: wrong arguments, nothing found, a workflow with errors, a
     session that is paused or was changed meanwhile

NO_COLOR and FORCE_COLOR are honoured. With --json, errors are
{"error": {kind, code, message, remediation, next}} on standard output.

A whole run:
  praxis-ls run list
  praxis-ls run start release_checklist_v1 packages/parser
  praxis-ls run phase
  praxis-ls run task 1
  praxis-ls run complete changes_counted=12 'breaking_changes=[]' \\
      release_kind=minor version=1.3.0`;

/** The same of single verbs. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  start: `An incomplete session of the same workflow on the same target is taken up again.
A TARGET that is there from the current folder is meant as such; otherwise it
starts at the workspace. Options are JSON if they parse, else text. --option
counts more than what is in the file of --options.

  praxis-ls run start release_checklist_v1 packages/parser
  praxis-ls run start spec_delivery_v1 docs/spec --option spec_path=docs/spec`,
  phase: `Without PHASE, the current one. Completed phases can be read, later ones cannot.

  praxis-ls run phase
  praxis-ls run phase 0
  praxis-ls run phase 3f2a91c7 0`,
  task: `  praxis-ls run task 2        task 2 of the current phase
  praxis-ls run task 0 2      task 2 of phase 0`,
  gate: `With --workflow, and no session of that workflow, the gate of the workflow:

  praxis-ls run gate
  praxis-ls run gate 1 --workflow release_checklist_v1`,
  complete: `Each key=value is typed by its field in the gate:
  boolean   true or false (yes, no)
  integer   all digits are kept, however many
  string    as it stands
  list      a JSON list, or the key once for each item (JSON if it parses, else
            text); commas do not separate items
  object    a JSON object
  others    JSON if it parses, else text
Values that do not fit are named, all of them, and nothing is submitted. key=value
counts more than what is in the file of --evidence; numbers in that file are kept
as they are written.

  praxis-ls run complete tests_passed=true 'files=["a.py", "b.py"]' note='two words'
  praxis-ls run complete files=a.py files=b.py tests_passed=yes
  praxis-ls run complete --evidence evidence.json --dry-run
  collect-evidence | praxis-ls run complete 1 --evidence - --json`,
  rollback: `What was done since is kept in the history of the session: praxis-ls run export.`,
  list: `  praxis-ls run list --sessions --status active --workflow release_checklist_v1`,
  export: `  praxis-ls run export --output report.md
  praxis-ls run export --json | jq .session.phaseArtifacts`,
};
