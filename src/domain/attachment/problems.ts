/** What is wrong with a file: it is refused for it. The words complete "The file …". */
export const CONTENT_PROBLEMS = {
  wrong_size: 'has another size than was said',
  wrong_hash: 'has other bytes than was said',
  wrong_type: 'is not of the type that its name says',
  malformed: 'is damaged',
  polyglot: 'is several kinds of file at once',
  encrypted: 'is protected by a password, so that nobody can look into it',
  macros: 'has macros',
  embedded_object: 'has programs or objects of other programs in it',
  external_content: 'fetches content from elsewhere when it is opened',
  unpacks_too_large: 'unpacks to more than is allowed',
  too_many_pixels: 'has more than 100 megapixels',
  too_large_to_scan: 'is larger than the antivirus takes',
  gone: 'was not found where it had been sent to',
  not_processed: 'could not be looked at within a day',
  cancelled: 'was not looked at, because an operator cancelled that',
} as const
export type ContentProblem = keyof typeof CONTENT_PROBLEMS

/** Why a file that is in order has no variant for the web. The words complete "The file …". */
export const UNCONVERTED = {
  no_converter: 'was kept as it is: there is no ffmpeg here that could convert it',
  took_too_long: 'was kept as it is: converting it took too long',
  not_converted: 'was kept as it is: it could not be converted here',
  conversion_cancelled: 'was kept as it is: an operator cancelled its conversion',
} as const
export type Unconverted = keyof typeof UNCONVERTED
