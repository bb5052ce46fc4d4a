import { COMMON, MAIL } from './common.js'
import { DECISIONS } from './decisions.js'
import { FILES } from './files.js'
import { REVIEW } from './review.js'
import { TITLES } from './titles.js'
import { WORK } from './work.js'

export const EN = {
  titles: TITLES,
  mail: MAIL,
  ...COMMON,
  ...REVIEW,
  ...WORK,
  ...DECISIONS,
  ...FILES,
}
