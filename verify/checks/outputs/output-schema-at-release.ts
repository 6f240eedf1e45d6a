import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { schemaAtRelease, spanOfSchema } from '../../../src/facts/output-schema.ts';
import type { OutputSchema } from '../../../src/facts/output-schema.ts';
import type { Sourced } from '../../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import { placeOf } from '../../finding.ts';
import type { Place } from '../../finding.ts';
import { dereference, isNode, positionOf, variantsOf, withPositions } from './schema-nodes.ts';
import type { SchemaNode } from './schema-nodes.ts';

/** One way in which a value is not what the schema says. */
export interface Mismatch {
  readonly expected: string;
  readonly actual: string;
  readonly place: Place;
  /** What a schema that has it would have otherwise; absent where only a person can say. */
  readonly change?: SchemaChange | undefined;
}

/** What a value has otherwise than one part of a schema. */
export type SchemaChange =
  | { readonly kind: 'unknown field'; readonly part: Keys; readonly name: string; readonly value: unknown }
  | { readonly kind: 'missing field'; readonly part: Keys; readonly name: string }
  | { readonly kind: 'unknown constant'; readonly part: Keys; readonly value: string };

/** Where a part of a schema stands in its file. */
type Keys = readonly (string | number)[];

/** A part of a schema that no value showed yet. */
export interface UnseenPart {
  readonly key: string;
  readonly name: string;
  readonly place: Place;
}

// One for all, since it compiles the schema of schemas first. Annotations (x-...) are no fault, and `verbose` gives the
// part of the schema with each error.
const AJV = new Ajv2020({ allErrors: true, verbose: true, strict: false });
addFormats.default(AJV);

/** The published schema of one `--json` output, as it holds for one release. */
export class OutputSchemaAtRelease {
  private readonly schema: SchemaNode;
  private readonly validators = new Map<SchemaNode, ValidateFunction>();
  /** Positions of parts that a value showed. */
  private readonly seen = new Set<string>();

  /** @returns undefined when the output does not exist at that release. */
  static of(source: Sourced<OutputSchema>, release: Release): OutputSchemaAtRelease | undefined {
    return isInSpan(release, spanOfSchema(source.value)) ? new OutputSchemaAtRelease(source, release) : undefined;
  }

  private constructor(
    private readonly source: Sourced<OutputSchema>,
    release: Release,
  ) {
    this.schema = schemaAtRelease(withPositions(source.value), release);
  }

  /** Form of the output: one value, one a line, or several one after another. */
  get stream(): unknown {
    return this.source.value['x-stream'];
  }

  get place(): Place {
    return placeOf(this.source);
  }

  /** Compares a value with the schema; a value that fits counts as shown. */
  check(value: unknown): Mismatch[] {
    const mismatches = this.mismatchesOf(value, this.schema);
    if (mismatches.length === 0) {
      this.markSeen(value, this.schema);
    }
    return mismatches;
  }

  /** Parts that no value showed. What lies inside an unseen part is not named again. */
  unseen(): UnseenPart[] {
    const parts = this.unseenBelow(this.schema, '', new Set());
    // A definition that several fields share is named once.
    return parts.filter((part, index) => parts.findIndex((other) => other.key === part.key) === index);
  }

  private mismatchesOf(value: unknown, node: SchemaNode): Mismatch[] {
    if (this.fits(value, node)) {
      return [];
    }
    const shape = dereference(node, this.schema);
    const variants = variantsOf(shape);
    if (variants.length > 1) {
      // Which of several shapes was meant is plain in most cases; its faults say more than those of all.
      const meant = this.mostLikely(value, variants);
      return meant === undefined ? [this.noneOf(value, shape)] : this.mismatchesOf(value, meant);
    }
    const errors = this.errorsOf(value, node);
    const choices = errors.filter((error) => error.keyword === 'oneOf' || error.keyword === 'anyOf');
    // That a value is none of several constants also counts as a fault against each of them.
    return errors
      .filter(
        (error) => !choices.some((choice) => choice !== error && error.instancePath.startsWith(choice.instancePath)),
      )
      .flatMap((error) => {
        // A choice inside: the faults of the shape that was meant.
        const parent = isNode(error.parentSchema) ? error.parentSchema : {};
        return choices.includes(error) && !isListOfConstants(parent)
          ? this.mismatchesOf(error.data, parent)
          : [this.describe(error)];
      });
  }

  private noneOf(value: unknown, shape: SchemaNode): Mismatch {
    return {
      expected: describeChoice(shape, this.schema),
      actual: shorten(value),
      place: placeOf(this.source, positionOf(shape)),
    };
  }

  private mostLikely(value: unknown, variants: readonly SchemaNode[]): SchemaNode | undefined {
    const scored = variants.map((variant) => ({ variant, score: this.likeness(value, variant) }));
    const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
    return best.score > 0 ? best.variant : undefined;
  }

  /** Counts the constants of a shape that the value has; none for a shape of another type. */
  private likeness(value: unknown, variant: SchemaNode): number {
    const shape = dereference(variant, this.schema);
    if ('const' in shape || (shape.type === 'array') !== Array.isArray(value)) {
      return 0;
    }
    if (!isNode(value) || !isNode(shape.properties)) {
      return 1;
    }
    const constants = Object.entries(shape.properties).filter(([, part]) => isNode(part) && 'const' in part);
    const held = constants.filter(([name, part]) => (part as SchemaNode).const === value[name]).length;
    if (held < constants.length) {
      return 0;
    }
    const common = Object.keys(shape.properties).filter((name) => name in value).length;
    return 1 + held * 1000 + common;
  }

  private describe(error: ErrorObject): Mismatch {
    const at = nameOfInstance(error.instancePath);
    const parent = isNode(error.parentSchema) ? error.parentSchema : {};
    const part = positionOf(parent);
    const place = placeOf(this.source, part);
    const actual = shorten(error.data);
    switch (error.keyword) {
      case 'additionalProperties': {
        const name = String(error.params.additionalProperty);
        const own = isNode(error.data) ? shorten(error.data[name]) : '';
        const value = isNode(error.data) ? error.data[name] : undefined;
        const change = { kind: 'unknown field', part, name, value } as const;
        return { expected: `${at}: no field '${name}'`, actual: `${name}: ${own}`, place, change };
      }
      case 'required': {
        const name = String(error.params.missingProperty);
        const change = { kind: 'missing field', part, name } as const;
        return { expected: `${at}: a field '${name}'`, actual, place, change };
      }
      case 'oneOf':
      case 'anyOf': {
        const isConstant = typeof error.data === 'string' && isListOfConstants(parent);
        const change = isConstant
          ? ({ kind: 'unknown constant', part, value: String(error.data) } as const)
          : undefined;
        return { expected: `${at}: ${describeChoice(parent, this.schema)}`, actual, place, change };
      }
      case 'const':
        return { expected: `${at}: ${JSON.stringify(error.params.allowedValue)}`, actual, place };
      case 'enum':
        return {
          expected: `${at}: ${(error.params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`,
          actual,
          place,
        };
      case 'type':
        return { expected: `${at}: ${String(error.params.type)}`, actual, place };
      default:
        return { expected: `${at}: ${error.message ?? error.keyword}`, actual, place };
    }
  }

  private errorsOf(value: unknown, node: SchemaNode): ErrorObject[] {
    const validate = this.validatorOf(node);
    validate(value);
    return [...(validate.errors ?? [])];
  }

  private fits(value: unknown, node: SchemaNode): boolean {
    return this.validatorOf(node)(value) === true;
  }

  private validatorOf(node: SchemaNode): ValidateFunction {
    const known = this.validators.get(node);
    if (known !== undefined) {
      return known;
    }
    // A part is compiled with the definitions of the whole, so that its references hold.
    const { $id: _id, $schema: _schema, ...plain } = node;
    const made = AJV.compile({ ...plain, $defs: this.schema.$defs ?? {} });
    this.validators.set(node, made);
    return made;
  }

  private markSeen(value: unknown, node: SchemaNode): void {
    this.seen.add(keyOf(node));
    const shape = dereference(node, this.schema);
    this.seen.add(keyOf(shape));
    for (const variant of variantsOf(shape).filter((candidate) => this.fits(value, candidate))) {
      this.markSeen(value, variant);
    }
    if (Array.isArray(value) && isNode(shape.items)) {
      for (const item of value) {
        this.markSeen(item, shape.items);
      }
    }
    if (isNode(value)) {
      for (const [name, inner] of Object.entries(value)) {
        const part = partFor(shape, name);
        if (part !== undefined) {
          this.markSeen(inner, part);
        }
      }
    }
  }

  private unseenBelow(node: SchemaNode, name: string, path: ReadonlySet<string>): UnseenPart[] {
    if (!this.seen.has(keyOf(node))) {
      return [
        {
          key: keyOf(node),
          name: name === '' ? 'the whole output' : name,
          place: placeOf(this.source, positionOf(node)),
        },
      ];
    }
    const shape = dereference(node, this.schema);
    if (path.has(keyOf(shape))) {
      return [];
    }
    const inner = new Set([...path, keyOf(shape)]);
    return [
      ...variantsOf(shape).flatMap((variant) => this.unseenBelow(variant, nameOfVariant(name, variant), inner)),
      ...(isNode(shape.items) ? this.unseenBelow(shape.items, `${name}[]`, inner) : []),
      ...(isNode(shape.properties)
        ? Object.entries(shape.properties).flatMap(([property, part]) =>
            isNode(part) ? this.unseenBelow(part, joinName(name, property), inner) : [],
          )
        : []),
      ...(isNode(shape.additionalProperties)
        ? this.unseenBelow(shape.additionalProperties, joinName(name, '*'), inner)
        : []),
    ];
  }
}

function partFor(shape: SchemaNode, name: string): SchemaNode | undefined {
  const own = isNode(shape.properties) ? shape.properties[name] : undefined;
  if (isNode(own)) {
    return own;
  }
  return isNode(shape.additionalProperties) ? shape.additionalProperties : undefined;
}

function keyOf(node: SchemaNode): string {
  return JSON.stringify(positionOf(node));
}

function nameOfInstance(instancePath: string): string {
  const name = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('');
  return name === '' ? 'the value' : name.replace(/^\./, '');
}

function isListOfConstants(node: SchemaNode): boolean {
  const variants = variantsOf(node);
  return variants.length > 0 && variants.every((variant) => 'const' in variant);
}

function describeChoice(node: SchemaNode, whole: SchemaNode): string {
  const names = variantsOf(node).map((variant) => {
    const shape = dereference(variant, whole);
    return 'const' in shape ? JSON.stringify(shape.const) : (definitionOf(variant) ?? String(shape.type ?? 'a shape'));
  });
  return `one of ${names.join(', ')}`;
}

function definitionOf(variant: SchemaNode): string | undefined {
  return typeof variant.$ref === 'string' ? variant.$ref.split('/').at(-1) : undefined;
}

function nameOfVariant(name: string, variant: SchemaNode): string {
  if ('const' in variant) {
    return `${name} = ${JSON.stringify(variant.const)}`.trim();
  }
  const own = definitionOf(variant) ?? `as ${String(variant.type ?? 'another shape')}`;
  return name === '' ? own : `${name} (${own})`;
}

function joinName(name: string, property: string): string {
  return name === '' ? property : `${name}.${property}`;
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
