/** What stands below the options in `praxis-ls lint --help`. */
export const HELP = `What is checked:
  The saved files of all workflows of the workspace, and the standards, specs,
  session states and configuration beside them. The workspace is the nearest
  folder at or above the current one that holds .praxis-os, .agent-os, universal,
  workflows or .git. With PATHs, only what they are or hold; each is looked at in
  its own workspace. Rules, severities and ignore lists are those of the editor:
  .praxis-os/config.json. What comments silence is silent here too.

Formats:
  pretty    for people: each finding with its line
  concise   file:line:col: severity code message, a line for each
  json      all findings, hints included; the shape is documented and stable
  sarif     SARIF 2.1.0, for code scanning; hints included
  github    workflow commands of GitHub Actions, which make annotations

Hints are shown to people with --hints only, and never count for the exit code.

Exit codes:
  0  clean, or warnings within the limit
  1  an error, or more warnings than --max-warnings allows
  2  could not run: wrong arguments, a PATH that is not there, a baseline that
     cannot be read

Examples:
  praxis-ls lint
  praxis-ls lint .praxis-os/workflows/release_checklist_v1 --hints
  praxis-ls lint --rule layout/task-not-listed=error --rule 'link/*=off'
  praxis-ls lint --format sarif > praxis.sarif
  praxis-ls lint --write-baseline praxis-baseline.json
  praxis-ls lint --baseline praxis-baseline.json --max-warnings 0`;
