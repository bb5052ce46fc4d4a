import type { BILLING as EN_BILLING } from '../en/billing.js'

export const BILLING: typeof EN_BILLING = {
  titles: {
    invoice_issued: 'Eine neue Rechnung',
    invoice_failed: 'Eine Zahlung wurde abgelehnt',
    contract_suspended: 'Ein Vertrag ruht',
    refund_failed: 'Eine Rückzahlung wurde abgelehnt',
  },
  expected: {
    invoice_issued: null,
    invoice_failed: 'Bitte lassen Sie eine andere Zahlungsart hinterlegen.',
    contract_suspended:
      'Er wurde nicht bezahlt: Seine Leistungen ruhen bis dahin. Bitte lassen Sie eine andere Zahlungsart hinterlegen und den Vertrag fortsetzen.',
    refund_failed:
      'Sie wird nicht noch einmal versucht: Bitte zahlen Sie auf einem anderen Weg zurück.',
  },
  creditNote: 'Eine Gutschrift',
  isPaid: 'Sie ist bezahlt.',
  isGivenBack: 'Sie wurde zurückgezahlt.',
  nextTry: (at) => `Der nächste Versuch ist am ${at}.`,
}
