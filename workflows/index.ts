export { approval, postpone, split } from './companion/workflow.js'
export { deliveries, delivery } from './delivery/workflow.js'
export { ticket } from './ticket/workflow.js'
