-- What news of an invoice need for their words, as it is now; null for what is about none. It writes nothing.
CREATE OR REPLACE FUNCTION invoice_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('invoiceId', i.id, 'number', i.number, 'company', c.company, 'plan', k.state->'terms'->>'name',
    'amount', i.bill->'total', 'currency', i.bill->>'currency', 'isPaid', i.status IN ('paid', 'credited'),
    'nextAt', CASE WHEN (k.state->'dunning'->>'invoiceId')::uuid = i.id THEN k.state->'dunning'->>'nextAt' END)
  FROM invoice i JOIN customer c ON c.organization_id = p_org AND c.id = i.customer_id
    JOIN contract k ON k.organization_id = p_org AND k.id = i.contract_id
  WHERE i.organization_id = p_org AND i.id = (p_about->>'invoiceId')::uuid
$$;
