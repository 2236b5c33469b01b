import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { type SchemaName, schemaOf } from './schemas.ts';

/** The meta schema is left out: it would take longer to compile than ours. */
export const validatorOptions: Options = {
  allErrors: true,
  allowUnionTypes: true,
  meta: false,
  validateSchema: false,
  verbose: true,
  keywords: ['enumDescriptions', 'patternErrorMessage'],
};

const validators = new Map<SchemaName, ValidateFunction>();

/**
 * The validator of a published schema, compiled when first asked for. In the bundle this module is
 * replaced by the compiled code (`scripts/compiled-schemas.ts`): to compile there would keep the
 * author waiting for the first diagnostics.
 */
export function validatorOf(name: SchemaName): ValidateFunction {
  let validate = validators.get(name);
  if (validate === undefined) {
    validate = new Ajv(validatorOptions).compile(schemaOf(name));
    validators.set(name, validate);
  }
  return validate;
}
