import type { WorkOrderNewsType } from '../../../../work-orders/news.js'

const TITLES: Record<WorkOrderNewsType, string> = {
  work_order_notice: 'News of a work order',
}

/** Work at somebody's place. */
export const WORK_ORDERS = { titles: TITLES }
