/** Adds the place in the text to the message of an error. */
export function located<Result>(where: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
