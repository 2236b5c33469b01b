import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { validatorOptions } from '../server/workflow/schema-validator.ts';
import { schemaNames, schemaOf } from '../server/workflow/schemas.ts';

/** Puts compiled validators in the place of `schema-validator.ts`, from the same schemas and options. */
export const compiledSchemas: Plugin = {
  name: 'compiled-schemas',
  setup(build) {
    build.onLoad({ filter: /schema-validator\.ts$/ }, ({ path }) => ({
      contents: compiledModule(),
      loader: 'js',
      resolveDir: path.slice(0, path.lastIndexOf('/')),
    }));
  },
};

function compiledModule(): string {
  const ajv = new Ajv({ ...validatorOptions, code: { source: true, esm: true } });
  const exported: Record<string, string> = {};
  for (const [index, name] of schemaNames.entries()) {
    ajv.addSchema(schemaOf(name), name);
    exported[`validator${index}`] = name;
  }
  const table = schemaNames.map((name, index) => `${JSON.stringify(name)}: validator${index}`);
  return `${standaloneCode.default(ajv, exported)}
const validators = { ${table.join(', ')} };
export function validatorOf(name) { return validators[name]; }`;
}
