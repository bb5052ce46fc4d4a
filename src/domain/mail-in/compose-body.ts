import { cut } from '../text.js'

interface Words {
  text: string
  /** Quoted lines that were left out. */
  folded: number
  /** Names of files that were not taken. */
  left: readonly string[]
  /** Whose words they are, where somebody else files them. */
  writtenBy: string | null
}

export interface Body {
  body: string
  /** All of the text, as a file; null where the body has it. */
  rest: string | null
}

const NOTHING = '(no text)'
const MOST_NAMED = 10
/** What the notes below a text may have. */
const NOTES = 600

/** What is said in the ticket; what is too long for it becomes a file. */
export function composeBody({ text, folded, left, writtenBy }: Words, most: number): Body {
  const notes = [
    ...(folded > 0 ? [`[${folded} quoted ${folded === 1 ? 'line' : 'lines'} folded]`] : []),
    ...(left.length > 0 ? [`[not taken: ${nameFiles(left)}]`] : []),
  ]
  const said = writtenBy === null ? text : `Mail of ${writtenBy}:\n\n${text}`.trimEnd()
  const join = (words: string, more: readonly string[]) =>
    [words === '' ? NOTHING : words, ...more].join('\n\n')
  const body = join(said, notes)
  if ([...body].length <= most) return { body, rest: null }
  const room = Math.max(1, most - NOTES)
  const all = join(cut(said, room), ['[the whole text is attached]', ...notes])
  return { body: cut(all, most), rest: text }
}

function nameFiles(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => cut(name, 40))
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}
