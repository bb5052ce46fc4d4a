import { z } from 'zod'
import { TICKET_FIELDS } from '../domain/automation/ticket-fields.js'
import { findQuestionFaults, QUESTION_KINDS } from '../domain/surveys/questions.js'
import { SURVEY_TRIGGERS } from '../domain/surveys/schedule.js'
import { isDuration } from '../domain/time.js'
import {
  departmentName,
  duration,
  id,
  instant,
  page,
  pageQuery,
  personName,
  text,
  ticketName,
  timestamp,
} from './common.js'
import { conditionsAbout } from './conditions.js'

/** A length that may be none. */
const wait = z
  .string()
  .refine((value) => /^P(T?0[YMWDHS])+$/.test(value) || isDuration(value), {
    error: 'must be an ISO 8601 duration, such as P3D or PT0S: nothing to a century',
  })
  .transform((value) => (isDuration(value) ? value : 'PT0S'))
  .meta({ example: 'PT0S' })

export const surveyQuestion = z
  .strictObject({
    id: z
      .string()
      .regex(/^[\w.-]{1,50}$/, 'must be 1 to 50 letters, digits, dots, dashes or underscores'),
    kind: z.enum(QUESTION_KINDS).meta({ id: 'QuestionKind' }),
    text: text(500),
    required: z.boolean().default(false),
    choices: z.array(text(200)).max(50).optional(),
    max: z.int().min(1).max(5_000).optional().meta({
      description:
        'The best rating (5), how many choices may be taken (all), how many characters a text may have (2,000)',
    }),
  })
  .meta({ id: 'SurveyQuestion' })

const questions = z
  .array(surveyQuestion)
  .min(1)
  .max(30)
  .superRefine((given, context) => {
    for (const { path, fault } of findQuestionFaults(given)) {
      context.addIssue({ code: 'custom', path, message: fault })
    }
  })

const members = {
  name: text(100),
  trigger: z.enum(SURVEY_TRIGGERS).meta({ id: 'SurveyTrigger' }),
  delay: wait.meta({ description: 'It is waited, and until nothing can be undone any more' }),
  expiresAfter: duration,
  reminderAfter: duration.nullable().meta({
    description: 'After it was sent; null, or not before its end: nobody is reminded',
  }),
  quietPeriod: wait.meta({ description: 'Whoever was asked within it is left alone' }),
  conditions: conditionsAbout(TICKET_FIELDS),
  questions,
}

/** As admins keep it. */
export const surveyTemplate = z
  .strictObject({
    id,
    ...members,
    delay: z.string(),
    quietPeriod: z.string(),
    version: z.int().meta({ description: 'A survey that was sent keeps the questions of its own' }),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'SurveyTemplate' })
export type SurveyTemplateView = z.infer<typeof surveyTemplate>

export const newSurveyTemplate = z.strictObject({
  ...members,
  reminderAfter: members.reminderAfter.default(null),
  quietPeriod: members.quietPeriod.default('P7D'),
  conditions: members.conditions.default({}),
})
export type SurveyTemplateBody = z.infer<typeof newSurveyTemplate>
export const surveyTemplatePatch = z.strictObject(members).partial()

/** Whom to ask is the ticket's requester. */
export const newSentSurvey = z.strictObject({ templateId: id })

const templateName = z.strictObject({ id, name: z.string(), version: z.int() })

/** A survey that somebody has sent by hand. */
export const sentSurvey = z
  .strictObject({
    id,
    ticketId: id,
    template: templateName,
    sendAt: timestamp.meta({ description: 'When its mail leaves: after the template’s delay' }),
  })
  .meta({ id: 'SentSurvey' })
export type SentSurveyView = z.infer<typeof sentSurvey>

const answer = z.union([z.number(), z.string(), z.array(z.string())])

/** What somebody is asked, as they see it without signing in. */
export const surveyToAnswer = z
  .strictObject({
    id,
    organization: z.string(),
    ticket: z.strictObject({ number: z.string(), title: z.string() }),
    language: z.string().meta({ description: 'The reader’s, as far as we speak it' }),
    expiresAt: timestamp,
    questions: z.array(surveyQuestion.extend({ required: z.boolean() })),
  })
  .meta({ id: 'SurveyToAnswer' })

export const surveyAnswers = z.strictObject({
  answers: z.record(z.string().max(50), z.unknown()).meta({
    description: 'By the id of its question: a number, a choice, several, or a text',
  }),
})

export const answeredSurvey = z
  .strictObject({ id, answeredAt: timestamp })
  .meta({ id: 'AnsweredSurvey' })

/** By `rating` a click in the mail says what it chooses. */
export const surveyPageQuery = z.strictObject({
  rating: z
    .string()
    .regex(/^\d{1,2}$/)
    .optional()
    .meta({ description: 'A step of the first scale, which the page shows as chosen' }),
})

export const surveyResponse = z
  .strictObject({
    id,
    template: templateName,
    ticket: ticketName,
    departmentId: id.nullable(),
    department: departmentName.nullable(),
    assigneeId: id.nullable(),
    assignee: personName.nullable(),
    by: personName,
    questions: z.array(surveyToAnswer.shape.questions.element),
    answers: z.record(z.string(), answer),
    score: z
      .int()
      .nullable()
      .meta({ description: 'Of five: the first rating, on the scale of tickets' }),
    nps: z.int().nullable().meta({ description: 'The first net promoter score' }),
    sentAt: timestamp,
    answeredAt: timestamp,
  })
  .meta({ id: 'SurveyResponse' })
export type SurveyResponseView = z.infer<typeof surveyResponse>
export const surveyResponsePage = page(surveyResponse)

const step = z.coerce.number().int().min(1).max(5).optional()
export const surveyResponseQuery = z.strictObject({
  templateId: id.optional(),
  ticketId: id.optional(),
  userId: id.optional(),
  departmentId: id.optional(),
  assigneeId: id.optional(),
  minScore: step,
  maxScore: step,
  from: instant.optional().meta({ description: 'Answered then, or later' }),
  to: instant.optional().meta({ description: 'Answered before' }),
  ...pageQuery,
})
export type SurveyResponseQuery = z.infer<typeof surveyResponseQuery>
