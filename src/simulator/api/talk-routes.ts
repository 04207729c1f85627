import type Router from "@koa/router";
import { type Estate, findStaff } from "../../rules/estate.js";
import type { Playground } from "../playground.js";
import { readSamplePhoto } from "../sample-photos.js";
import { speak } from "../spoken-words.js";
import type { Servicer } from "../wecom/servicers.js";
import type { StandIn } from "../wecom/stand-in.js";
import {
  clickBody,
  groupMessageBody,
  memberMessageBody,
  newResidentBody,
  type ResidentMessage,
  residentMessageBody,
  type ServicerAction,
  servicerBody,
} from "./bodies.js";
import { ApiRefusal, readJson } from "./request.js";

const VOICE = Buffer.from("#!AMR\na voice message of the simulator");

type Phone = ReturnType<StandIn["resident"]>;

async function sendAs(phone: Phone, message: ResidentMessage) {
  switch (message.type) {
    case "text":
      return phone.sends(message.text);
    case "spoken":
      return phone.sends(speak(message.text));
    case "voice":
      return phone.sends({ voice: VOICE });
    case "sample": {
      const image = await readSamplePhoto(message.name);
      if (!image) throw new ApiRefusal(404, "没有这张示例照片");
      return phone.sends({ image });
    }
    case "image":
      return phone.sends({ image: Buffer.from(message.base64, "base64") });
    case "unknown":
      return phone.sends({ unknown: "channels_shop_product" });
    case "choice":
      return phone.chooses(message.item);
    case "recall":
      return phone.recalls(message.id);
  }
}

function memberOf(estates: readonly Estate[], userid: string | undefined) {
  const member = estates
    .map((estate) => findStaff(estate, userid ?? ""))
    .find((found) => found !== undefined);
  if (!member) throw new ApiRefusal(404, "员工名单里没有这个人");
  return member;
}

/** What the stand-in refuses is a person's slip: a button that is gone, a line that is not theirs. */
async function orRefuse<T>(work: Promise<T>, words: string): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof ApiRefusal ? error : new ApiRefusal(409, words);
  });
}

function requireFreeStage({ stage }: Playground): void {
  const kind = stage.current()?.kind;
  if (kind === "month" || kind === "empty" || kind === "return") {
    throw new ApiRefusal(409, "正在重新布置，请等它做完再发消息");
  }
}

function residentRoutes(router: Router, playground: Playground): void {
  const { book, simulation, live } = playground;
  router.post("/simulator/api/residents", async (ctx) => {
    const { account, ...given } = await readJson(ctx, newResidentBody);
    const accounts = simulation.estates.flatMap((estate) => estate.kfAccounts);
    const chosen = account ?? accounts[0];
    if (!chosen || !accounts.includes(chosen)) throw new ApiRefusal(404, "没有这个微信客服账号");
    const resident = book.add({ ...given, account: chosen });
    live.note(`place:kf:${resident.account}|${resident.id}`);
    ctx.status = 201;
    ctx.body = resident;
  });
  router.post("/simulator/api/residents/:id/messages", async (ctx) => {
    const resident = book.find(ctx.params.id ?? "");
    if (!resident) throw new ApiRefusal(404, "没有这位住户");
    const message = await readJson(ctx, residentMessageBody);
    requireFreeStage(playground);
    const phone = simulation.standIn.resident(resident.id, {
      account: resident.account,
      nickname: resident.name,
    });
    ctx.body = await orRefuse(sendAs(phone, message), "这条消息已经不能这样操作");
  });
}

function groupRoutes(router: Router, playground: Playground): void {
  const { simulation } = playground;
  const { estates, standIn } = simulation;
  router.post("/simulator/api/groups/:chatId/messages", async (ctx) => {
    const { chatId = "" } = ctx.params;
    const known = estates.some((estate) => Object.values(estate.groups).some((one) => one.chatId === chatId));
    if (!known) throw new ApiRefusal(404, "没有这个群");
    const { userid, text, to, quote } = await readJson(ctx, groupMessageBody);
    const member = memberOf(estates, userid);
    requireFreeStage(playground);
    const group = standIn.group(chatId);
    if (to === "people") {
      group.chats(member.userid, text);
      ctx.body = { outcome: "shown" };
      return;
    }
    const quoted = quote ? group.conversation().find((line) => line.msgid === quote) : undefined;
    if (quote && !quoted) throw new ApiRefusal(404, "要引用的消息不在这个群里");
    const said = await group.says(member.userid, text, quoted ? { quote: quoted.text } : {});
    ctx.body = { outcome: said.outcome, msgid: said.msgid };
  });
}

function memberRoutes(router: Router, playground: Playground): void {
  const { estates, standIn } = playground.simulation;
  router.post("/simulator/api/members/:userid/messages", async (ctx) => {
    const member = memberOf(estates, ctx.params.userid);
    const { text } = await readJson(ctx, memberMessageBody);
    requireFreeStage(playground);
    ctx.body = await standIn.member(member.userid).writes(text);
  });
  router.post("/simulator/api/members/:userid/clicks", async (ctx) => {
    const member = memberOf(estates, ctx.params.userid);
    const { taskId, button } = await readJson(ctx, clickBody);
    requireFreeStage(playground);
    const click = standIn.member(member.userid).clicks(button, { taskId });
    ctx.body = await orRefuse(click, "这张卡片已经处理过，或没有这个按钮");
  });
}

function serve(servicer: Servicer, resident: string, action: ServicerAction) {
  switch (action.action) {
    case "pickUp":
      return servicer.picksUp(resident);
    case "answer":
      return servicer.answers(resident, action.text);
    case "end":
      return servicer.ends(resident);
  }
}

function servicerRoutes(router: Router, playground: Playground): void {
  const { book, simulation } = playground;
  const { estates, standIn } = simulation;
  router.post("/simulator/api/servicers/:userid", async (ctx) => {
    const member = memberOf(estates, ctx.params.userid);
    const action = await readJson(ctx, servicerBody);
    const resident = book.find(action.resident);
    if (!resident) throw new ApiRefusal(404, "没有这位住户");
    requireFreeStage(playground);
    const work = async () =>
      serve(standIn.servicer(member.userid, { account: resident.account }), resident.id, action);
    ctx.body = await orRefuse(work(), "现在不由这位同事接待，请先接入");
  });
}

/** Everything people can say and press. */
export function addTalkRoutes(router: Router, playground: Playground): void {
  residentRoutes(router, playground);
  groupRoutes(router, playground);
  memberRoutes(router, playground);
  servicerRoutes(router, playground);
}
