/** One line that says why a program could not be run, or how it ended: the last of what it said itself. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT' && 'path' in error) return `no ${error.path} here`
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : ''
  return findLines(said).at(-1) ?? findLines(error.message)[0] ?? error.name
}

function findLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
