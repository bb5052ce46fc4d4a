import { assertNever } from '../assert.js'
import { listSteps, type Question, USUAL_TEXT } from './questions.js'

/** By the id of its question: a step of a scale, a choice, several, or a text. */
export type Answer = number | string | string[]
export type Answers = Readonly<Record<string, Answer>>

/** The faults by question, as `details` tells them; or what is kept, without what was left empty. */
export type JudgedAnswers =
  | { kind: 'faulty'; faults: Record<string, string[]> }
  | { kind: 'fit'; answers: Answers }

/** Judges what somebody has sent: every required question has an answer, and each one is what its question may have. */
export function judgeAnswers(
  questions: readonly Question[],
  given: Readonly<Record<string, unknown>>,
): JudgedAnswers {
  const answered = new Map(Object.entries(given).filter(([, value]) => !isEmpty(value)))
  const faults = new Map<string, string[]>()
  for (const id of Object.keys(given)) {
    if (!questions.some((question) => question.id === id)) faults.set(id, ['is no question of it'])
  }
  for (const question of questions) {
    const value = answered.get(question.id)
    const fault = value === undefined ? findGap(question) : findAnswerFault(question, value)
    if (fault !== undefined) faults.set(question.id, [fault])
  }
  if (faults.size > 0) return { kind: 'faulty', faults: Object.fromEntries(faults) }
  return { kind: 'fit', answers: Object.fromEntries(answered) as Answers } // each was found to be one
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

function findGap({ required }: Question): string | undefined {
  return required ? 'needs an answer' : undefined
}

/** Why it is no answer to that question; undefined where it is one. */
function findAnswerFault(question: Question, value: unknown): string | undefined {
  const { kind, choices = [], max } = question
  switch (kind) {
    case 'rating':
    case 'nps': {
      const steps = listSteps(question)
      const isStep = typeof value === 'number' && steps.includes(value)
      return isStep ? undefined : `must be a whole number from ${steps[0]} to ${steps.at(-1)}`
    }
    case 'choice':
      return typeof value === 'string' && choices.includes(value)
        ? undefined
        : 'must be one of the choices'
    case 'multi':
      return findMultiFault(choices, max ?? choices.length, value)
    case 'text':
      if (typeof value !== 'string') return 'must be a text'
      return [...value].length <= (max ?? USUAL_TEXT)
        ? undefined
        : `must be at most ${max ?? USUAL_TEXT} characters`
    default:
      return assertNever(kind)
  }
}

function findMultiFault(
  choices: readonly string[],
  most: number,
  value: unknown,
): string | undefined {
  if (!Array.isArray(value) || !value.every((one) => choices.includes(one))) {
    return 'must be some of the choices'
  }
  if (new Set(value).size < value.length) return 'must not name the same twice'
  return value.length <= most ? undefined : `must be at most ${most} of the choices`
}

/** The texts stand apart from the rest: they go with the person who wrote them. */
export function divideAnswers(
  questions: readonly Question[],
  answers: Answers,
): { chosen: Answers; texts: Record<string, string> } {
  const isText = (id: string) => questions.some((one) => one.id === id && one.kind === 'text')
  const all = Object.entries(answers)
  return {
    chosen: Object.fromEntries(all.filter(([id]) => !isText(id))),
    texts: Object.fromEntries(
      all.flatMap(([id, value]) => (isText(id) && typeof value === 'string' ? [[id, value]] : [])),
    ),
  }
}
