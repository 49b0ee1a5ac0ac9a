import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor, ParameterType } from '../../types/strategy.ts';

/** What a descriptor may say beyond name, type, default and description. */
export type DescriptorFacts = Partial<Omit<ParameterDescriptor, 'key' | 'type' | 'defaults' | 'description'>> & {
  /** Default of `v1_parity` where it differs. */
  readonly parityDefault?: JsonValue;
};

/** A descriptor with the usual facts: the same default in both variants, not null, free per direction. */
export function describeParameter(
  key: string,
  type: ParameterType,
  value: JsonValue,
  description: string,
  facts: DescriptorFacts = {},
): ParameterDescriptor {
  const { parityDefault = value, ...rest } = facts;
  return {
    key,
    type,
    defaults: { v2: value, v1_parity: parityDefault },
    nullable: false,
    scope: 'directional',
    strictInParity: false,
    description,
    ...rest,
  };
}
