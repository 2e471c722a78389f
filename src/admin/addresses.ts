/** Endpoints that pages ask as soon as they open: written once, for the page and for the server that answers it ahead. */
const of = (campaignId: string): string => `campaign=${encodeURIComponent(campaignId)}`

export const addresses = {
  /** Empty for the campaign chosen last. */
  choice: (asked: string): string => `/api/campaigns/choice?${of(asked)}`,
  board: (campaignId: string, round: number): string =>
    `/api/campaigns/board?${of(campaignId)}&round=${round}`,
  counts: (campaignId: string): string => `/api/campaigns/board/counts?${of(campaignId)}`,
  today: (campaignId: string): string => `/api/campaigns/today?${of(campaignId)}`,
  progress: (campaignId: string | null): string => `/api/progress${campaignId ? `?${of(campaignId)}` : ''}`,
  waiting: (campaignId: string): string => `/api/hand-ins/waiting?${of(campaignId)}`,
  notices: '/api/notices',
} as const
