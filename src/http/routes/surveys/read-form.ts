import type { Question } from '../../../domain/surveys/questions.js'

/** More than any survey has: a form of so many is none of ours, and is refused for those that were read. */
const MOST_FIELDS = 100

/** What the form of a survey's page has sent, as programs send it: a browser knows texts alone. */
export function readForm(
  questions: readonly Question[],
  text: string,
): Readonly<Record<string, unknown>> {
  const fields = new Map<string, string[]>()
  for (const [id, value] of new URLSearchParams(text)) {
    const values = fields.get(id)
    if (values !== undefined) values.push(value)
    else if (fields.size < MOST_FIELDS) fields.set(id, [value])
  }
  return Object.fromEntries(
    [...fields].map(([id, values]) => [id, readField(questions, id, values)]),
  )
}

function readField(questions: readonly Question[], id: string, sent: readonly string[]): unknown {
  const values = sent.map((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', ''))
  const [value = ''] = values
  const kind = questions.find((question) => question.id === id)?.kind
  if (kind === 'multi') return values
  const isStep = (kind === 'rating' || kind === 'nps') && /^\d{1,2}$/.test(value)
  return isStep ? Number(value) : value
}
