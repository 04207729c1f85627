import type {
  Courier,
  DeliveryOutcome,
  OutboundContent,
  OutboundTarget,
  QueuedMessage,
} from "../../desk/outbound-message.js";

type Channel = OutboundTarget["channel"];
export type TargetOf<Name extends Channel> = Extract<OutboundTarget, { channel: Name }>;

/** Sends over one channel. `target` is that of the message, known to be of this channel. */
export type ChannelCourier<Name extends Channel> = (
  message: QueuedMessage,
  target: TargetOf<Name>,
) => Promise<DeliveryOutcome>;

/** Puts a message on the wire of its channel. */
export function createCourier(channels: { readonly [Name in Channel]: ChannelCourier<Name> }): Courier {
  return {
    send(message) {
      const { target } = message;
      switch (target.channel) {
        case "kf":
          return channels.kf(message, target);
        case "app":
          return channels.app(message, target);
        case "robot":
          return channels.robot(message, target);
        case "bot":
          return channels.bot(message, target);
      }
    },
  };
}

/** The outcome when a channel has no such kind of message: final, since repeating would not change it. */
export function unsupported(content: OutboundContent, channel: Channel): DeliveryOutcome {
  return { kind: "refused", reason: `${channel} has no messages of type ${content.type}` };
}
