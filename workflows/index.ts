export { deliveries, delivery } from './delivery/workflow.js'
export { ticket } from './ticket/workflow.js'
