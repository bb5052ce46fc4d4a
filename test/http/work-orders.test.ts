import { useWorkOrders } from '../support/work-orders.js'
import { describeAssignments } from './work-orders/assignments.js'
import { describeCalendars } from './work-orders/calendars.js'
import { describeJobs } from './work-orders/jobs.js'
import { describeOrders } from './work-orders/orders.js'

const workOrders = useWorkOrders()

describeOrders(workOrders)
describeAssignments(workOrders)
describeJobs(workOrders)
describeCalendars(workOrders)
