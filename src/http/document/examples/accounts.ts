/** Signing in, and what people say of themselves. */
export const ACCOUNT_EXAMPLES: Record<string, object> = {
  login: { login: 'requester@demo.test', password: 'perdure-demo' },
  refreshTokens: { refreshToken: 'n3Jt…' },
  register: {
    email: 'rosa@example.org',
    password: 'three quiet green kettles',
    firstName: 'Rosa',
    lastName: 'Requester',
    organization: 'demo',
  },
  forgotPassword: { login: 'requester@demo.test' },
  resetPassword: { token: 'q8Zk…', newPassword: 'three quiet green kettles' },
  changePassword: { currentPassword: 'perdure-demo', newPassword: 'three quiet green kettles' },
  confirmTotp: { totp: '123456' },
  grantPermission: { permission: 'ticket.viewAll', expiresAt: '2030-01-07T08:00:00.000Z' },
  redeemOidc: { code: 'b7Qd…', verifier: 'wN3s…' },
  turnOffTotp: { totp: '123456' },
  approveRegistration: { roles: ['agent'] },
  rejectRegistration: { reason: 'Nobody of that name works here' },
  patchMe: { availability: 'away', timezone: 'Europe/Vienna' },
  savePushSubscription: {
    endpoint: 'https://push.example.org/wpush/v2/gAAAAABn',
    keys: {
      p256dh:
        'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
  },
}
