import { z } from 'zod'
import { TICKET_FIELDS } from '../domain/automation/ticket-fields.js'
import { findQuestionFaults, QUESTION_KINDS } from '../domain/surveys/questions.js'
import { SURVEY_TRIGGERS } from '../domain/surveys/schedule.js'
import { isDuration } from '../domain/time.js'
import { duration, id, text, timestamp } from './common.js'
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
