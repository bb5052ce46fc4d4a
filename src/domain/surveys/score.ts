import type { Answers } from './answers.js'
import { type Question, USUAL_BEST } from './questions.js'

/** On the ticket's scale of five: such a rating is worth a look. */
const LOW = 2

export interface Score {
  /** Of the first question for a rating that was answered, on the ticket's scale; null where there is none. */
  satisfaction: number | null
  /** Of the first question for a net promoter score, likewise. */
  nps: number | null
}

/** What a survey's answers come to. */
export function scoreAnswers(questions: readonly Question[], answers: Answers): Score {
  const [rating] = questions.filter(({ kind, id }) => kind === 'rating' && isNumber(answers[id]))
  const [nps] = questions.filter(({ kind, id }) => kind === 'nps' && isNumber(answers[id]))
  return {
    satisfaction: rating === undefined ? null : scaleRating(rating, Number(answers[rating.id])),
    nps: nps === undefined ? null : Number(answers[nps.id]),
  }
}

const isNumber = (value: unknown) => typeof value === 'number'

/** The worst stays the worst and the best the best. */
function scaleRating({ max = USUAL_BEST }: Question, value: number): number {
  return Math.round(1 + ((value - 1) * (USUAL_BEST - 1)) / (max - 1))
}

export function isLow(satisfaction: number | null): boolean {
  return satisfaction !== null && satisfaction <= LOW
}
