import { createHash } from 'node:crypto'

/** Of texts that are put together from what callers ask for, so many have names in one process. */
const MOST = 200

/** The names under which connections keep statements that they have planned; they keep each for good. */
export interface StatementNames {
  /** For a text of the program's own, of which there are few. */
  give(text: string): string
  /** For a text that is put together: undefined where as many as may be have names already. */
  giveIfRoom(text: string): string | undefined
}

export function createStatementNames(most = MOST): StatementNames {
  const own = new Map<string, string>()
  const together = new Map<string, string>()
  return {
    give: (text) => remember(own, text),
    giveIfRoom: (text) =>
      together.has(text) || together.size < most ? remember(together, text) : undefined,
  }
}

function remember(names: Map<string, string>, text: string): string {
  const name = names.get(text) ?? createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}
