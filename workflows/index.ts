export { ticket } from './ticket/workflow.js'
export { deliveries, delivery } from './delivery/workflow.js'
