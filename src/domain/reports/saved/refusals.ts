import { type Refusal, refusal } from '../../errors.js'

/** Its figures are those that its owner may read: others would send them in that person's name. */
export const NOT_OWN_REPORT: Refusal = refusal(
  'forbidden',
  'A saved report is changed by whoever saved it, or by an admin: save one of your own.',
)
