import { me, type ProfilePatch, profilePatch } from '../../../contracts/profile.js'
import { refuse } from '../../../domain/errors.js'
import { readPhoneNumber } from '../../../domain/phone.js'
import { readMe } from '../../../read/users/me.js'
import { updateProfile } from '../../../write/users/edit-profile.js'
import { setAvatar } from '../../../write/users/set-avatar.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

const NO_NUMBER =
  'phone must be a number with the code of its country, such as +49 30 123456: text messages go there'

function asksForTexts({ notificationChoices }: Pick<ProfilePatch, 'notificationChoices'>): boolean {
  return Object.values(notificationChoices?.sms ?? {}).includes(true)
}

export function patchMeRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'patchMe',
      method: 'patch',
      path: '/users/me',
      tags: ['People'],
      summary: 'Change my profile',
      request: body(profilePatch),
      responses: { 200: json(me, 'The caller after it'), ...problems(404, 409) },
    }),
    async (c) => {
      const { organizationId, person } = c.get('caller')
      const userId = person.id
      const { avatar, ...profile } = c.req.valid('json')
      const origin = c.get('origin')
      if (asksForTexts(profile)) {
        if (!deps.settings.hasSms) refuse('channel_off', 'No text messages are sent here.')
        const { phone } = { ...(await readMe(c.get('db'), userId)), ...profile }
        if (readPhoneNumber(phone) === undefined) refuse('validation_failed', NO_NUMBER)
      }
      if (avatar !== undefined) {
        await setAvatar(deps.db, { organizationId, userId, origin, key: avatar })
      }
      await updateProfile(c.get('db'), userId, profile, origin)
      deps.notifyCommitted()
      deps.sessions.forget({ userId })
      return c.json(await readMe(c.get('db'), userId), 200)
    },
  )
}
