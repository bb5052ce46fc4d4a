import type { ContentProblem } from '../../../../attachment/problems.js'

/** Why a file was not taken. */
const PROBLEMS: Record<ContentProblem, string> = {
  wrong_size: 'It has another size than was said.',
  wrong_hash: 'It has other bytes than was said.',
  wrong_type: 'It is not of the type that its name says.',
  malformed: 'It is damaged.',
  polyglot: 'It is several kinds of file at once.',
  encrypted: 'It is protected by a password, so that nobody can look into it.',
  macros: 'It has macros.',
  embedded_object: 'It has programs, or objects of other programs, in it.',
  external_content: 'It fetches something from elsewhere when it is opened.',
  unpacks_too_large: 'It unpacks to more than is allowed.',
  too_many_pixels: 'It has more than 100 megapixels.',
  too_large_to_scan: 'It is larger than the antivirus takes.',
  gone: 'It was not found where it had been sent to.',
  not_processed: 'It could not be looked at within a day.',
  cancelled: 'An operator cancelled its processing.',
}

export const FILES = { fileProblems: PROBLEMS }
