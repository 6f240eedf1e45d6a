import { Environment, Optional } from '@marcbachmann/cel-js';

/** The value of an expression that only the program can work out. */
export class Unknown {
  constructor(
    /** As it is written. */
    readonly expression: string,
    /** What of it the planner does not have: `data`, `model`. */
    readonly needs: string,
  ) {}
}

/** Whether a value cannot be known. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** What came of an expression. */
export type Evaluated =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'unknown'; readonly unknown: Unknown }
  /** In the program's words. */
  | { readonly kind: 'error'; readonly message: string };

/** What an expression can be about. */
export type ExpressionContext = Readonly<Record<string, unknown>>;

/** What only the program has. */
const ELSEWHERE = ['data', 'model', 'file', 'workers', 'env', 'vault', 'webhook', 'definition'];
/** Longer ones, or with more loops within loops, could keep a page busy. */
const LONGEST = 2000;
const LOOPS = /\.(?:map|filter|exists|exists_one|all|transformList|transformMap)\s*\(/g;
const MOST_LOOPS = 2;
const LARGEST_CONTEXT = 20_000;

const environment = (() => {
  const made = new Environment({
    unlistedVariablesAreDyn: true,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
  });
  // The program lets whole and other numbers be mixed.
  const operators: [string, (a: number, b: number) => number][] = [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
    ['*', (a, b) => a * b],
    ['/', (a, b) => a / b],
    ['%', (a, b) => a % b],
  ];
  for (const [sign, work] of operators) {
    made.registerOperator(`double ${sign} int`, (a: number, b: bigint) => work(a, Number(b)));
    made.registerOperator(`int ${sign} double`, (a: bigint, b: number) => work(Number(a), b));
  }
  return made;
})();

/** Stands for `workers` in a context: what `workers.connected()` gives. */
export class ConnectedWorkers {
  constructor(readonly records: readonly unknown[]) {}
}

environment.registerType('ConnectedWorkers', ConnectedWorkers);
environment.registerFunction('ConnectedWorkers.connected(): dyn', (workers: ConnectedWorkers) => workers.records);

/** Works out an expression, without its `${{ }}`, by the library that the program uses. */
export function evaluate(expression: string, context: ExpressionContext): Evaluated {
  const unknown = (needs: string): Evaluated => ({ kind: 'unknown', unknown: new Unknown(expression, needs) });
  if (/\brun\.(id|startedAt)\b|\bworkflowRunId\b/.test(expression)) {
    return unknown('the id or start of the run');
  }
  const loops = expression.match(LOOPS)?.length ?? 0;
  if (expression.length > LONGEST || loops > MOST_LOOPS || (loops > 1 && sizeOf(context) > LARGEST_CONTEXT)) {
    return unknown('more time than a page has');
  }
  try {
    const result: unknown = environment.evaluate(expression, { ...context });
    return { kind: 'value', value: withNumbers(result instanceof Optional ? valueOf(result) : result) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const missing = missingIn(message, expression);
    return missing === undefined
      ? { kind: 'error', message: `Invalid expression: ${message}` }
      : unknown(`\`${missing}\``);
  }
}

/** What only the program has, when an expression fails for the lack of it. */
function missingIn(message: string, expression: string): string | undefined {
  const variable = /^Unknown variable: (\w+)/.exec(message)?.[1];
  if (variable !== undefined) {
    return ELSEWHERE.includes(variable) ? variable : undefined;
  }
  // A call on what is not there fails as an unknown method.
  return message.includes('overload') ? /\b(data|file|model|workers|vault)\s*\./.exec(expression)?.[1] : undefined;
}

function valueOf(optional: Optional): unknown {
  return optional.hasValue() ? optional.value() : null;
}

/** The library gives whole numbers as bigint, the program goes on with numbers. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(withNumbers);
  }
  return typeof value === 'object' && value !== null && !isUnknown(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withNumbers(entry)]))
    : value;
}

/** About how many values a context has; stops counting when it is enough. */
function sizeOf(value: unknown, limit = LARGEST_CONTEXT + 1): number {
  if (typeof value !== 'object' || value === null) {
    return 1;
  }
  let size = 1;
  for (const entry of Object.values(value)) {
    size += sizeOf(entry, limit - size);
    if (size >= limit) {
      break;
    }
  }
  return size;
}

/** The pattern of `${{ … }}` of a release. */
export function expressionPattern(overLines: boolean): RegExp {
  return new RegExp(String.raw`\$\{\{\s*(.+?)\s*\}\}`, overLines ? 'gs' : 'g');
}

/** Fills in the expressions of a text. Null leaves an expression as it is. */
export function fillInText(
  text: string,
  overLines: boolean,
  work: (expression: string) => Evaluated | null,
): { readonly value: unknown; readonly error?: string } {
  if (!text.includes('${{')) {
    return { value: text };
  }
  const found = [...text.matchAll(expressionPattern(overLines))];
  const results = new Map<string, Evaluated>();
  for (const [raw, expression] of found) {
    const result = results.has(raw) ? null : work(expression!.trim());
    if (result?.kind === 'error') {
      return { value: text, error: result.message };
    }
    if (result !== null) {
      results.set(raw, result);
    }
  }
  const whole = new RegExp(String.raw`^(\$\{\{\s*.+?\s*\}\})\s*$`, overLines ? 's' : '').exec(text);
  if (whole !== null) {
    const result = results.get(whole[1]!);
    return { value: result === undefined ? text : (valueIn(result) ?? text) };
  }
  const unknown = [...results.values()].find((result) => result.kind === 'unknown');
  if (unknown !== undefined) {
    return { value: new Unknown(text, unknown.unknown.needs) };
  }
  let filled = text;
  for (const [raw, result] of results) {
    filled = filled.split(raw).join(textOf(valueIn(result)));
  }
  return { value: filled };
}

function valueIn(result: Evaluated): unknown {
  return result.kind === 'value' ? result.value : result.kind === 'unknown' ? result.unknown : undefined;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value as string | number | boolean);
}
