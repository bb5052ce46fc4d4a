import type { Question } from '../../../domain/surveys/questions.js'

/** What the form of a survey's page has sent, as programs send it: a browser knows texts alone. */
export function readForm(
  questions: readonly Question[],
  text: string,
): Readonly<Record<string, unknown>> {
  const form = new URLSearchParams(text)
  const ids = [...new Set(form.keys())]
  return Object.fromEntries(ids.map((id) => [id, readField(questions, form, id)]))
}

function readField(questions: readonly Question[], form: URLSearchParams, id: string): unknown {
  const values = form.getAll(id).map((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', ''))
  const [value = ''] = values
  const kind = questions.find((question) => question.id === id)?.kind
  if (kind === 'multi') return values
  const isStep = (kind === 'rating' || kind === 'nps') && /^\d{1,2}$/.test(value)
  return isStep ? Number(value) : value
}
