import { type Refusal, refusal } from '../errors.js'
import { listWords } from './refusal-words.js'

/** The sentences for content that lacks something, or is out of its range. */

const TEXT_SENTENCES: Record<string, string> = {
  reason: 'Say why: a reason is required.',
  comment: 'Say what is missing: a comment is required.',
  notes: 'Say what was done: notes are required.',
  question: 'Say what is unclear: a question is required.',
  answer: 'Answer the question: an answer is required.',
}

export function missingText(text: string, when = ''): Refusal {
  const sentence = TEXT_SENTENCES[text] ?? `${text} is required.`
  return refusal('validation_failed', sentence, { [text]: [`is required${when}`] })
}

export function notInFuture(member: string): Refusal {
  return refusal('validation_failed', `${member} must lie in the future.`, {
    [member]: ['must be in the future'],
  })
}

export function tooFarOff(member: string): Refusal {
  return refusal('validation_failed', `${member} must lie within a hundred years.`, {
    [member]: ['must be within a hundred years'],
  })
}

export function incompleteDraft(missing: readonly string[]): Refusal {
  return refusal('validation_failed', `The draft still lacks ${listWords(missing, 'and')}.`, {
    ...Object.fromEntries(missing.map((field) => [field, ['is required']])),
  })
}

export function foreignCategory(): Refusal {
  return refusal(
    'validation_failed',
    "The category is another department's: choose one of the ticket's department, or none.",
    { categoryId: ["must be of the ticket's department"] },
  )
}

export function emptyReport(): Refusal {
  return refusal('validation_failed', 'Report a percent, notes or files.', {
    percent: ['is required unless notes or attachments are given'],
  })
}
