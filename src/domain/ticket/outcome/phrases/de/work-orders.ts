import type { WORK_ORDERS as EN_WORK_ORDERS } from '../en/work-orders.js'
import { until } from './common.js'

export const WORK_ORDERS: typeof EN_WORK_ORDERS = {
  titles: {
    work_order_notice: 'Neues zu einem Arbeitsauftrag',
    job_offered: 'Ein Einsatz für Sie',
    job_declined: 'Ein Einsatz wurde abgelehnt',
    job_expired: 'Ein Angebot wurde nicht rechtzeitig beantwortet',
    job_cancelled: 'Ein Einsatz wurde abgesagt',
    job_reminder: 'Ein Einsatz beginnt bald',
    job_late: 'Ein Einsatz verspätet sich',
  },
  says: {
    job_offered: (_, at) => `Sie werden gebeten, am ${at} zu kommen.`,
    job_declined: (technician, at) =>
      `${technician} kommt am ${at} nicht: Der Auftrag ist wieder offen.`,
    job_expired: (technician, at) =>
      `${technician} hat für den ${at} nicht zugesagt: Der Auftrag ist wieder offen.`,
    job_cancelled: (_, at) => `Sie müssen am ${at} nicht mehr kommen.`,
    job_reminder: (_, at) => `Sie werden am ${at} erwartet.`,
    job_late: (technician, at) =>
      `${technician} wurde am ${at} erwartet und ist noch nicht unterwegs.`,
  },
  nobodyIsOnIt: 'Sein Zeitfenster hat begonnen, und niemand ist damit befasst.',
  answer: (at) => `Bitte sagen Sie${until(at)} zu oder ab.`,
}
