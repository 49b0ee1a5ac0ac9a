import type * as z from 'zod';

type Schema = z.core.$ZodType;

/** A schema without what surrounds it. */
export interface BareSchema {
  readonly schema: z.core.$ZodTypes;
  /** Whether the member may be left out. */
  readonly isOptional: boolean;
  readonly isNullable: boolean;
}

/** Takes defaults and nullability off a schema. */
export function bareSchema(schema: Schema): BareSchema {
  let bare = schema as z.core.$ZodTypes;
  let isOptional = false;
  let isNullable = false;
  for (;;) {
    const definition = bare._zod.def;
    if (definition.type === 'default' || definition.type === 'prefault' || definition.type === 'optional') {
      isOptional = true;
    } else if (definition.type === 'nullable') {
      isNullable = true;
    } else {
      return { schema: bare, isOptional, isNullable };
    }
    bare = definition.innerType as z.core.$ZodTypes;
  }
}

/** Members of an object schema by name; null for every other schema. */
export function membersOf(schema: z.core.$ZodTypes): Readonly<Record<string, Schema>> | null {
  return schema._zod.def.type === 'object' ? schema._zod.def.shape : null;
}

/** The schema of one member or element; undefined where there is none. */
export function childSchema(parent: Schema, segment: PropertyKey): Schema | undefined {
  const definition = bareSchema(parent).schema._zod.def;
  if (definition.type === 'object') {
    return typeof segment === 'string' && Object.hasOwn(definition.shape, segment)
      ? definition.shape[segment]
      : undefined;
  }
  if (definition.type === 'array') return definition.element;
  return definition.type === 'record' ? definition.valueType : undefined;
}

/** What a schema expects, in words for messages. */
export function describeExpected(schema: Schema): string {
  const { schema: bare, isNullable } = bareSchema(schema);
  return `${describeBare(bare)}${isNullable ? ' or null' : ''}`;
}

function describeBare(schema: z.core.$ZodTypes): string {
  const definition = schema._zod.def;
  if (definition.type === 'number') return 'format' in definition ? 'integer' : 'number';
  if (definition.type === 'enum') return 'string';
  return definition.type === 'record' ? 'object' : definition.type;
}
