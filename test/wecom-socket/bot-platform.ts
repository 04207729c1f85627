import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export const BOT_ID = "AIB-1";
export const SECRET = "BOT-SECRET-1";

interface Frame {
  readonly cmd: string;
  readonly headers: { readonly req_id: string };
  readonly body: Readonly<Record<string, unknown>>;
}

/** A frame a program sent, and the number of the connection it came by, from 1. */
export interface Sent extends Frame {
  readonly connection: number;
}

/** What the platform says to a frame: a code, nothing at all, or an acknowledgement without a code. */
type Acknowledgement = number | "silence" | "no code";

/** The long connection's other end (protocol §7.8): one subscription per bot, everything remembered. */
export class BotPlatform {
  /** All frames but pings, in the order of arrival over all connections. */
  readonly sent: Sent[] = [];
  connections = 0;
  subscriptions = 0;
  /** While true, pings stay without an answer. */
  deaf = false;
  private readonly script = new Map<string, Acknowledgement[]>();
  private readonly watchers = new Set<() => void>();
  private subscribed: WebSocket | null = null;
  private serial = 0;

  constructor(private readonly server: WebSocketServer) {
    server.on("connection", (socket) => this.admit(socket));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Connections that are open now. */
  get open(): number {
    return this.server.clients.size;
  }

  /** The next frames of this command are answered so, one each; then as usual again. */
  answer(cmd: string, ...acknowledgements: Acknowledgement[]): void {
    this.script.set(cmd, acknowledgements);
  }

  /** Sends a message to the subscribed connection; returns its req_id. */
  say(body: object): string {
    return this.push("aibot_msg_callback", body);
  }

  event(body: object): string {
    return this.push("aibot_event_callback", body);
  }

  /** Breaks the subscribed connection without a word. */
  drop(): void {
    this.subscribed?.terminate();
    this.subscribed = null;
  }

  /** Somebody else subscribes for the bot: the connection is told and closed. */
  kick(): void {
    this.event({ aibotid: BOT_ID, msgtype: "event", event: { eventtype: "disconnected_event" } });
    this.subscribed?.close();
    this.subscribed = null;
  }

  /** Resolves when it is so, looked at after everything that happens. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
      look();
    });
  }

  /** Resolves once so many subscriptions have been accepted. */
  subscribedTimes(count: number): Promise<void> {
    return this.until(() => this.subscriptions >= count);
  }

  /** Frames of this command, once there are so many. */
  async frames(cmd: string, count: number): Promise<Sent[]> {
    const found = () => this.sent.filter((frame) => frame.cmd === cmd);
    await this.until(() => found().length >= count);
    return found();
  }

  async stop(): Promise<void> {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
    await once(this.server, "close");
  }

  private changed(): void {
    for (const look of this.watchers) look();
  }

  private push(cmd: string, body: object): string {
    if (!this.subscribed) throw new Error("nobody is subscribed");
    this.serial += 1;
    const reqId = `R-${this.serial}`;
    this.subscribed.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    return reqId;
  }

  private admit(socket: WebSocket): void {
    this.connections += 1;
    const connection = this.connections;
    socket.on("message", (data) => {
      this.hear(socket, { ...JSON.parse(String(data)), connection });
      this.changed();
    });
    socket.on("close", () => {
      if (this.subscribed === socket) this.subscribed = null;
      this.changed();
    });
    this.changed();
  }

  private hear(socket: WebSocket, frame: Sent): void {
    const { cmd, headers } = frame;
    if (cmd === "ping") {
      if (!this.deaf) socket.send(JSON.stringify({ headers, errcode: 0, errmsg: "ok" }));
      return;
    }
    this.sent.push(frame);
    const errcode = this.judge(frame);
    if (errcode === "silence") return;
    if (errcode === "no code") {
      socket.send(JSON.stringify({ headers }));
      return;
    }
    const errmsg = errcode === 0 ? "ok" : `refused ${JSON.stringify(frame.body)} hint: [1234567890]`;
    socket.send(JSON.stringify({ headers, errcode, errmsg }));
    if (cmd === "aibot_subscribe" && errcode === 0) this.subscribe(socket);
  }

  private judge({ cmd, body }: Frame): Acknowledgement {
    const scripted = this.script.get(cmd)?.shift();
    if (scripted !== undefined) return scripted;
    if (cmd !== "aibot_subscribe") return 0;
    if (body.bot_id !== BOT_ID) return 93019;
    return body.secret === SECRET ? 0 : 853000;
  }

  private subscribe(socket: WebSocket): void {
    if (this.subscribed) this.kick();
    this.subscribed = socket;
    this.subscriptions += 1;
  }
}

/** Starts the platform on a free port, or on the given one. */
export async function startBotPlatform(port = 0): Promise<BotPlatform> {
  const server = new WebSocketServer({ host: "127.0.0.1", port });
  await once(server, "listening");
  return new BotPlatform(server);
}
