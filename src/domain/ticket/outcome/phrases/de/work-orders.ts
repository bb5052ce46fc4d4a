import type { WORK_ORDERS as EN_WORK_ORDERS } from '../en/work-orders.js'

export const WORK_ORDERS: typeof EN_WORK_ORDERS = {
  titles: { work_order_notice: 'Neues zu einem Arbeitsauftrag' },
}
