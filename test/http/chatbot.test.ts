import { beforeAll } from 'vitest'
import { useAssistant } from '../support/assistant-world.js'
import { describeAnswers } from './chatbot/answers.js'
import { describeConversations } from './chatbot/conversations.js'
import { describeStreams } from './chatbot/streams.js'

const assistant = useAssistant()

beforeAll(assistant.publishAll, 60_000)

describeAnswers(assistant)
describeStreams(assistant)
describeConversations(assistant)
