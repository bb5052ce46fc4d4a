/** For the `catch` of a program: says in one line what went wrong, and ends it. */
export function exitWithLine(program: string): (error: unknown) => never {
  return (error) => {
    process.stderr.write(`${program}: ${describeError(error)}\n`)
    process.exit(1)
  }
}

/** In one line. Of several attempts to connect, which have no words of their own, the first says enough. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return describeError(error.errors[0])
  const words = error instanceof Error ? error.message : String(error)
  return words.trim().replace(/\s*\n\s*/g, ' ')
}
