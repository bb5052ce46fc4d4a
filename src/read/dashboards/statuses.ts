import { sqlList } from '../../database/sql-list.js'
import { CAN_BE_OVERDUE, OPEN } from '../../domain/ticket/status.js'

export const OPEN_LIST = sqlList(OPEN)
/** Of a row of `ticket`. */
export const IS_OVERDUE = `deleted_at IS NULL AND due_at IS NOT NULL AND status IN (${sqlList(CAN_BE_OVERDUE)}) AND due_at < now()`
