import type { JobView } from '../../contracts/work-orders.js'
import { listSteps } from '../../domain/work-orders/work-order.js'

export function presentJob(job: Omit<JobView, 'nextSteps'>): JobView {
  return { ...job, nextSteps: [...listSteps(job.status)] }
}
