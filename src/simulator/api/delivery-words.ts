const STATE_NAMES: Readonly<Record<string, string>> = {
  waiting: "待发",
  sent: "已发",
  held: "等住户来信再发",
  failed: "发不出",
  expired: "过期未发",
  uncertain: "不知到没到",
  phoneTask: "改打电话",
};

export const deliveryStateName = (state: string): string => STATE_NAMES[state] ?? state;
