export { approval, postpone, split } from './companions.js'
export { deliveries, delivery } from './delivery/workflow.js'
export { ticket } from './ticket/workflow.js'
