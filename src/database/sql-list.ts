/** Words of the code's own as a list in SQL: literally, so that the planner can match partial indexes. Never a caller's. */
export function sqlList(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ')
}
