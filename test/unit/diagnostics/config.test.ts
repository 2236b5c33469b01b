import { describe, it } from 'vitest';
import { expectClean, expectFindings } from './rendered-findings.ts';

const bare = { base: '' };

describe('.praxis-os/config.json', () => {
  it('is left alone where nothing is wrong', () => {
    expectClean(
      `//- .praxis-os/config.json
{
  "rag": {"index_path": "var/index", "embedding_provider": "local", "chunk_size": 500},
  "mcp": {"enabled_tool_groups": ["rag"], "max_tools_warning": 20},
  "development_mode": true,
  "something_else": 1,
  "praxis": {
    "ignore": ["drafts/**"],
    "cache": {"mode": "auto"},
    "diagnostics": {"rules": {"gate/*": "off", "link/file-missing": "hint"}}
  }
}
`,
      bare,
    );
  });

  it('is told where it cannot be read, once', () => {
    expectFindings(
      'config/invalid-json',
      `//- .praxis-os/config.json
{"praxis": {"ignore": ["drafts/**"]«,»}}
//= JSON allows no comma after the last item. Delete it.
`,
      bare,
    );
  });

  it('has values of the right types', () => {
    expectFindings(
      'config/wrong-value',
      `//- .praxis-os/config.json
{
  "rag": {"index_path": «5», "embedding_provider": «"opanai"»},
  "mcp": {"max_tools_warning": «"20"»},
  "development_mode": «"yes"»,
  "praxis": {«"ignore"»: {}, "diagnostics": {"rules": {"gate/*": «"warn"»}}}
}
//= "index_path" must be a text, not 5. Put it in quotes.
//= "embedding_provider" must be one of local, openai, not the text "opanai". Did you mean openai?
//= "max_tools_warning" must be a whole number, not the text "20". Remove the quotes.
//= "development_mode" must be true or false, not the text "yes".
//= "ignore" must be a list, not an object.
//= "gate/*" must be one of off, hint, info, warning, error, not the text "warn". Did you mean warning?
`,
      bare,
    );
  });

  it('has settings that are there', () => {
    expectFindings(
      'config/unknown-setting',
      `//- .praxis-os/config.json
{
  "rag": {«"index_pth"»: "var/index", "chunk_size": 500},
  "praxis": {«"ignored"»: [], "cache": {«"modus"»: "off"}, «"frobnicate"»: 1}
}
//= There is no setting "rag.index_pth".
//= There is no setting "praxis.ignored".
//= There is no setting "praxis.cache.modus".
//= There is no setting "praxis.frobnicate".
`,
      bare,
    );
  });

  it('names rules that are there', () => {
    expectFindings(
      'config/unknown-rule',
      `//- .praxis-os/config.json
{"praxis": {"diagnostics": {"rules": {"gate/unknown-type": "off", «"gate/unknown-tipe"»: "off", "gate/*": "hint", «"gates/*"»: "hint", «"gate"»: "off"}}}}
//= There is no rule "gate/unknown-tipe".
//= There is no rule "gates/*".
//= There is no rule "gate".
`,
      bare,
    );
  });
});
