import { askChatbotRoute } from './ask.js'
import { listConversationsRoute, readConversationRoute } from './conversations.js'
import { rateReplyRoute } from './feedback.js'
import { fileConversationRoute, handOverConversationRoute } from './file-ticket.js'

export const CHATBOT_ROUTES = [
  askChatbotRoute,
  listConversationsRoute,
  readConversationRoute,
  fileConversationRoute,
  handOverConversationRoute,
  rateReplyRoute,
]
