/** What is wrong with a file: it is refused for it. What each means stands in the phrases of each language. */
export const CONTENT_PROBLEMS = [
  'wrong_size',
  'wrong_hash',
  'wrong_type',
  'malformed',
  'polyglot',
  'encrypted',
  'macros',
  'embedded_object',
  'external_content',
  'unpacks_too_large',
  'too_many_pixels',
  'too_large_to_scan',
  'gone',
  'not_processed',
  'cancelled',
] as const
export type ContentProblem = (typeof CONTENT_PROBLEMS)[number]

/** Why a file that is in order has no variant for the web. */
export type Unconverted =
  | 'no_converter'
  | 'took_too_long'
  | 'not_converted'
  | 'conversion_cancelled'
