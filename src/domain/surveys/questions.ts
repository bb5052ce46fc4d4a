export const QUESTION_KINDS = ['rating', 'nps', 'choice', 'multi', 'text'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/**
 * What a survey asks. `max` is the best rating, how many choices may be taken, or how many characters a text may have;
 * what it is left out is said below.
 */
export interface Question {
  id: string
  kind: QuestionKind
  text: string
  required: boolean
  choices?: string[] | undefined
  max?: number | undefined
}

/** The scale of the ticket's own score, which a question has where it says nothing else. */
export const USUAL_BEST = 5
export const NPS_BEST = 10
export const USUAL_TEXT = 2_000

/** What `max` may be for each kind; null where it has none. */
const MAX_RANGES: Record<QuestionKind, readonly [least: number, most: number] | null> = {
  rating: [2, 10],
  nps: null,
  choice: null,
  multi: [1, 50],
  text: [1, 5_000],
}

export interface QuestionFault {
  path: (string | number)[]
  fault: string
}

/** What can't be of these questions, by where it stands. */
export function findQuestionFaults(questions: readonly Question[]): QuestionFault[] {
  return questions.flatMap((question, n) => {
    const isTaken = questions.findIndex(({ id }) => id === question.id) < n
    return [
      ...(isTaken ? [{ path: [n, 'id'], fault: 'is that of another question' }] : []),
      ...findChoiceFaults(question, n),
      ...findMaxFaults(question, n),
    ]
  })
}

function findChoiceFaults({ kind, choices }: Question, n: number): QuestionFault[] {
  const path = [n, 'choices']
  const hasChoices = kind === 'choice' || kind === 'multi'
  if (!hasChoices) {
    return choices === undefined ? [] : [{ path, fault: `is nothing that a ${kind} has` }]
  }
  if (choices === undefined || choices.length < 2) return [{ path, fault: 'must be two at least' }]
  const isDouble = new Set(choices).size < choices.length
  return isDouble ? [{ path, fault: 'must not name the same twice' }] : []
}

function findMaxFaults({ kind, max }: Question, n: number): QuestionFault[] {
  if (max === undefined) return []
  const path = [n, 'max']
  const range = MAX_RANGES[kind]
  if (range === null) return [{ path, fault: `is nothing that a ${kind} has` }]
  const [least, most] = range
  return max >= least && max <= most ? [] : [{ path, fault: `must be ${least} to ${most}` }]
}

/** What may be chosen on the scale of a question; nothing where it has none. */
export function listSteps({ kind, max = USUAL_BEST }: Pick<Question, 'kind' | 'max'>): number[] {
  if (kind === 'nps') return Array.from({ length: NPS_BEST + 1 }, (_, n) => n)
  if (kind === 'rating') return Array.from({ length: max }, (_, n) => n + 1)
  return []
}
