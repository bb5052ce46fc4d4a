import { listFolding } from '../domain/ticket/outcome/notification-types.js'
import { sqlList } from './sql-list.js'

const FOLDING = sqlList(listFolding())

const others = (n: string) => `notification other
  WHERE other.organization_id = ${n}.organization_id AND other.ticket_id = ${n}.ticket_id AND other.user_id = ${n}.user_id
    AND other.type = ${n}.type AND other.read_at IS NULL`

/** Whether a newer notification of the same stands for this one, a row of `notification`. */
export const isFolded = (n: string) =>
  `(${n}.read_at IS NULL AND ${n}.type IN (${FOLDING}) AND EXISTS (SELECT 1 FROM ${others(n)} AND other.id > ${n}.id))`

/** For how many it stands. */
export const countFolded = (n: string) =>
  `CASE WHEN ${n}.read_at IS NULL AND ${n}.type IN (${FOLDING})
    THEN (SELECT count(*)::int FROM ${others(n)} AND other.id <= ${n}.id) ELSE 1 END`

/** Whether the row stands for this older one. */
export const isFoldedInto = (n: string, older: string) =>
  `(${older}.read_at IS NULL AND ${older}.type IN (${FOLDING}) AND ${older}.type = ${n}.type
    AND ${older}.ticket_id = ${n}.ticket_id AND ${older}.id < ${n}.id)`
