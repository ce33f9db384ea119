// What owners, validators, miners and stakers do with the unmodified @polkadot/api.
//
// Usage: session.mjs WS_URL FOLDER_WITH_NODE_MODULES [STEP TO LEAVE OUT ...]
//
// Prints one line of JSON per step, and ends at the first surprise, which says in which step, what
// was expected, and what came instead.

import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

const [url, modules, ...leftOut] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const { ApiPromise, HttpProvider, Keyring, WsProvider } = require("@polkadot/api");
const { blake2AsHex } = require("@polkadot/util-crypto");

const SESSION_DEADLINE_MS = 240_000;
const PATIENCE_BLOCKS = 400;
const RAO = 1_000_000_000n;

const say = (step, facts = {}) =>
  console.log(JSON.stringify({ step, ...facts }, (_, v) => (typeof v === "bigint" ? `${v}` : v)));

function expect(step, what, got, test) {
  const good = typeof test === "function" ? test(got) : isDeepStrictEqual(got, test);
  if (!good) {
    const wanted = typeof test === "function" ? what : `${what}: ${shown(test)}`;
    throw new Error(`step ${step}: expected ${wanted}; got ${shown(got)}`);
  }
}

const shown = (value) =>
  JSON.stringify(value, (_, v) => (typeof v === "bigint" ? `${v}` : v)) ?? String(value);

setTimeout(() => {
  console.error(`the session did not end within ${SESSION_DEADLINE_MS} ms`);
  process.exit(1);
}, SESSION_DEADLINE_MS).unref();

const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });
const keyring = new Keyring({ type: "sr25519", ss58Format: 42 });
const alice = keyring.addFromUri("//Alice");
const [owner, validator, miner, ownerHot, validatorHot, minerHot] = [
  "owner", "validator", "miner", "owner//hot", "validator//hot", "miner//hot",
].map((name) => keyring.addFromUri(`//javascript//${name}`));
const { subtensorModule: module_, adminUtils: admin, balances, sudo } = api.tx;
let netuid;
let other;

/// The name of a dispatch error, as the metadata has it.
function nameOf(error) {
  if (error.isModule) return api.registry.findMetaError(error.asModule).name;
  return error.isToken ? error.asToken.type : error.type;
}

/// Signs, submits and watches a call until it is final: its events and the name of its error.
function submit(call, pair, options = {}) {
  return new Promise((resolve, reject) => {
    const statuses = [];
    call
      .signAndSend(pair, options, ({ status, events, dispatchError }) => {
        statuses.push(status.type);
        if (status.isFinalized) {
          resolve({ events, statuses, error: dispatchError && nameOf(dispatchError) });
        } else if (status.isError) {
          reject(new Error(`status ${status.type}`));
        }
      })
      .catch(reject);
  });
}

/// A call that has to succeed.
async function run(step, call, pair, options) {
  const sent = await submit(call, pair, options);
  expect(step, "success", sent.error ?? "success", "success");
  say(step, { statuses: sent.statuses });
  return sent;
}

/// A call that has to fail in its block with this error.
async function failing(step, error, call, pair) {
  const sent = await submit(call, pair);
  expect(step, "the error", sent.error, error);
  say(step, { refused: error });
}

/// A call by the sudo key, whose inner result counts.
async function asSudo(step, call) {
  const { events } = await run(step, sudo.sudo(call), alice);
  const result = events.find(({ event }) => api.events.sudo.Sudid.is(event))?.event.data[0];
  expect(step, "an inner success", result?.isOk, true);
}

/// Looks at each new head until the condition holds.
function until(step, what, condition) {
  return new Promise((resolve, reject) => {
    let left = PATIENCE_BLOCKS;
    let busy = false;
    let unsubscribe = () => {};
    const end = (settle, value) => {
      unsubscribe();
      settle(value);
    };
    api.rpc.chain
      .subscribeNewHeads(async () => {
        if (busy) return;
        busy = true;
        try {
          const found = await condition();
          if (found) end(resolve, found);
          else if (--left === 0) end(reject, new Error(`step ${step}: no ${what}`));
        } catch (error) {
          end(reject, error);
        }
        busy = false;
      })
      .then((stop) => (unsubscribe = stop), reject);
  });
}

const query = api.query.subtensorModule;
const free = async ({ address }) => (await api.query.system.account(address)).data.free.toBigInt();
const runtime = api.call;

/// The validator's alpha with a hot key.
async function stake(hot = validatorHot, on = netuid) {
  const info = await runtime.stakeInfoRuntimeApi.getStakeInfoForHotkeyColdkeyNetuid(
    hot.address, validator.address, on,
  );
  return info.isSome ? info.unwrap().stake.toBigInt() : 0n;
}

const steps = {
  async connect() {
    expect("connect", "chain", (await api.rpc.system.chain()).toString(), "Bittensor");
    expect("connect", "decimals", api.registry.chainDecimals, [9]);
    expect("connect", "symbol", api.registry.chainTokens, ["TAO"]);
    expect("connect", "slots in ms", api.consts.aura.slotDuration.toNumber(), 250);
    expect("connect", "existential deposit", api.consts.balances.existentialDeposit.toBigInt(), 500n);
    const methods = (await api.rpc.rpc.methods()).methods.map(String);
    expect("connect", "the methods of this page", methods, (all) =>
      ["state_call", "chain_subscribeNewHeads", "author_submitAndWatchExtrinsic"].every((m) =>
        all.includes(m)));
    const http = await ApiPromise.create({
      provider: new HttpProvider(url.replace("ws:", "http:")), noInitWarn: true,
    });
    const genesis = await http.rpc.chain.getBlockHash(0);
    expect("connect", "the genesis hash", genesis.toHex(), api.genesisHash.toHex());
    await http.disconnect();
    say("connect", { spec: api.runtimeVersion.specVersion.toNumber(), genesis: genesis.toHex() });
  },

  async subscribe() {
    for (const name of ["subscribeNewHeads", "subscribeFinalizedHeads", "subscribeAllHeads"]) {
      const heights = await new Promise((resolve, reject) => {
        const seen = [];
        api.rpc.chain[name]((header) => {
          seen.push(header.number.toNumber());
          if (seen.length === 3) resolve(seen);
        }).then((stop) => undefined, reject);
      });
      expect("subscribe", "rising heights", heights, ([a, b, c]) => a <= b && b < c);
      say(name, { heights });
    }
  },

  async transfer() {
    // A subscription to storage sees both balances of the account.
    const seen = [];
    const stop = await api.query.system.account(owner.address, ({ data }) =>
      seen.push(data.free.toBigInt()));
    const call = balances.transferKeepAlive(owner.address, 20_000n * RAO);
    const quote = (await call.paymentInfo(alice)).partialFee.toBigInt();
    const { events, statuses } = await run("transfer", call, alice);
    const paid = events.find(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event));
    expect("transfer", `a fee near ${quote}`, paid.event.data[1].toBigInt() - quote, (d) => d < 200n && d > -200n);
    // Where a block is final at once this client drops the status between the two.
    expect("transfer", "statuses from Ready to Finalized", statuses, (all) =>
      all[0] === "Ready" && all.at(-1) === "Finalized");
    await until("transfer", "the balance by subscription", () => seen.at(-1) === 20_000n * RAO);
    stop();
    expect("transfer", "balances seen", seen, [0n, 20_000n * RAO]);
    // Several at once: one after the other by their nonces.
    const { nonce } = await api.query.system.account(alice.address);
    await Promise.all([validator, miner].map((to, i) =>
      run("transfer to another", balances.transferKeepAlive(to.address, 10_000n * RAO), alice,
        { nonce: nonce.addn(i) })));
    await failing("transfer of too much", "FundsUnavailable",
      balances.transferAllowDeath(owner.address, 10n ** 15n), miner);
    let refusal;
    await submit(balances.transferAllowDeath(owner.address, 1n), keyring.addFromUri("//javascript//poor"))
      .catch((error) => (refusal = error.message));
    expect("unpaid fee", "the pool's refusal", refusal, (text) => /1010.*Inability to pay some fees/.test(text));
    say("unpaid fee", { refusal });
  },

  async subnets() {
    await asSudo("no freeze window", admin.sudoSetAdminFreezeWindow(0));
    await asSudo("no wait between subnets", admin.sudoSetNetworkRateLimit(0));
    await asSudo("trade on root", admin.sudoSetSubtokenEnabled(0, true));
    const made = [];
    for (const _ of [1, 2]) {
      const cost = await runtime.subnetRegistrationRuntimeApi.getNetworkRegistrationCost();
      const { events } = await run("register_network", module_.registerNetwork(ownerHot.address), owner);
      const added = events.find(({ event }) => api.events.subtensorModule.NetworkAdded.is(event));
      made.push(added.event.data[0].toNumber());
      await run("start_call", module_.startCall(made.at(-1)), owner);
      say("subnet", { netuid: made.at(-1), cost: cost.toBigInt() });
    }
    [netuid, other] = made;
    expect("subnets", "owner", (await query.subnetOwner(netuid)).toString(), owner.address);
  },

  async hyperparameters() {
    await asSudo("rate limit", admin.sudoSetWeightsSetRateLimit(netuid, 0));
    await asSudo("no commit-reveal", admin.sudoSetCommitRevealWeightsEnabled(netuid, false));
    await asSudo("tempo", admin.sudoSetTempo(netuid, 10));
    // With a price that follows at once, root earns from the first epochs on.
    await asSudo("moving alpha", admin.sudoSetSubnetMovingAlpha({ bits: 2n ** 32n }));
    await asSudo("price halving", admin.sudoSetEmaPriceHalvingPeriod(netuid, 1));
    await run("owner's hyperparameter", admin.sudoSetImmunityPeriod(netuid, 77), owner);
    expect("hyperparameters", "immunity", (await query.immunityPeriod(netuid)).toNumber(), 77);
    expect("hyperparameters", "tempo", (await query.tempo(netuid)).toNumber(), 10);
    await failing("a stranger's hyperparameter", "BadOrigin", admin.sudoSetImmunityPeriod(netuid, 78), miner);
  },

  async identities() {
    await run("set_identity",
      module_.setIdentity("Owner", "https://owner.example", "", "", "", "Owns subnets", ""), owner);
    const found = (await query.identitiesV2(owner.address)).unwrap();
    expect("identity", "name", found.name.toUtf8(), "Owner");
    await run("set_subnet_identity",
      module_.setSubnetIdentity(netuid, "Session", "", "", "", "", "", "", ""), owner);
    const subnet = (await query.subnetIdentitiesV3(netuid)).unwrap();
    expect("subnet identity", "name", subnet.subnetName.toUtf8(), "Session");
  },

  async registration() {
    await run("burned_register", module_.burnedRegister(netuid, validatorHot.address), validator);
    await run("burned_register", module_.burnedRegister(netuid, minerHot.address), miner);
    await failing("register twice", "HotKeyAlreadyRegisteredInSubNet",
      module_.burnedRegister(netuid, minerHot.address), miner);
    await run("register elsewhere", module_.burnedRegister(other, validatorHot.address), validator);
    await run("root_register", module_.rootRegister(validatorHot.address), validator);
    await run("serve_axon", module_.serveAxon(netuid, 1, 0xcb007107, 8091, 4, 4, 0, 0), minerHot);
    const axon = (await query.axons(netuid, minerHot.address)).unwrap();
    expect("axon", "its port", axon.port.toNumber(), 8091);
    const uids = await query.uids.multi([ownerHot, validatorHot, minerHot].map((h) => [netuid, h.address]));
    expect("uids", "in order of registration", uids.map((u) => u.unwrap().toNumber()), [0, 1, 2]);
    const keys = await query.keys.entries(netuid);
    expect("keys", "three entries", keys.length, 3);
    const metagraph = (await runtime.subnetInfoRuntimeApi.getMetagraph(netuid)).unwrap();
    expect("metagraph", "hot keys", metagraph.hotkeys.map(String),
      [ownerHot, validatorHot, minerHot].map((h) => h.address));
  },

  async staking() {
    const hot = validatorHot.address;
    await run("add_stake", module_.addStake(hot, netuid, 500n * RAO), validator);
    const price = (await runtime.swapRuntimeApi.currentAlphaPrice(netuid)).toBigInt();
    await failing("add_stake past its limit", "SlippageTooHigh",
      module_.addStakeLimit(hot, netuid, 5_000n * RAO, (price * 101n) / 100n, false), validator);
    await run("add_stake as far as the limit",
      module_.addStakeLimit(hot, netuid, 5_000n * RAO, (price * 101n) / 100n, true), validator);
    expect("partial stake", "most of the balance left", await free(validator), (f) => f > 8_000n * RAO);
    const part = (await stake()) / 10n;
    await run("remove_stake", module_.removeStake(hot, netuid, part), validator);
    await run("remove_stake with a limit", module_.removeStakeLimit(hot, netuid, part, price / 2n, false), validator);
    await run("move_stake", module_.moveStake(hot, minerHot.address, netuid, netuid, part), validator);
    expect("move_stake", "alpha with the other hot key", await stake(minerHot), (a) => a > 0n);
    await run("swap_stake", module_.swapStake(hot, netuid, other, part), validator);
    await run("swap_stake_limit", module_.swapStakeLimit(hot, netuid, other, part, RAO, true), validator);
    await run("transfer_stake", module_.transferStake(miner.address, hot, other, other, RAO), validator);
    await run("stake on root", module_.addStake(hot, 0, 1_000n * RAO), validator);
    expect("root stake", "1,000 TAO", (await stake(validatorHot, 0)) / RAO, (s) => s >= 999n);
    await run("unstake_all", module_.unstakeAll(hot), miner);
    const places = await runtime.stakeInfoRuntimeApi.getStakeInfoForColdkey(validator.address);
    expect("stake info", "root, both subnets", [...new Set(places.map((p) => p.netuid.toNumber()))].sort(),
      [0, netuid, other]);
    say("stake", { alpha_rao: await stake(), price_rao: price });
  },

  async children() {
    await run("set_children",
      module_.setChildren(validatorHot.address, netuid, [[2n ** 62n, minerHot.address]]), validator);
    const children = await until("children", "children in force", async () => {
      const found = await query.childKeys(validatorHot.address, netuid);
      return found.length && found;
    });
    expect("children", "a quarter to the miner", [children[0][0].toBigInt(), children[0][1].toString()],
      [2n ** 62n, minerHot.address]);
    say("children", { of: validatorHot.address });
  },

  async weights() {
    const row = async () => (await query.weights(netuid, 1)).map(([u, w]) => [u.toNumber(), w.toNumber()]);
    await until("permit", "a permit", async () => (await query.validatorPermit(netuid))[1]?.isTrue);
    await run("set_weights", module_.setWeights(netuid, [0, 2], [32768, 65535], 0), validatorHot);
    expect("set_weights", "the row", await row(), [[0, 32768], [2, 65535]]);
    await asSudo("commit-reveal", admin.sudoSetCommitRevealWeightsEnabled(netuid, true));
    const type = "(AccountId, u16, Vec<u16>, Vec<u16>, Vec<u16>, u64)";
    const salt = [7, 11, 13];
    const secret = api.createType(type, [validatorHot.address, netuid, [2], [65535], salt, 0]);
    const epoch = (await query.subnetEpochIndex(netuid)).toNumber();
    await run("commit_weights", module_.commitWeights(netuid, blake2AsHex(secret.toU8a())), validatorHot);
    await until("reveal", "the next epoch", async () => (await query.subnetEpochIndex(netuid)).toNumber() > epoch);
    await run("reveal_weights", module_.revealWeights(netuid, [2], [65535], salt, 0), validatorHot);
    expect("reveal_weights", "the row", await row(), [[2, 65535]]);
  },

  async timelock() {
    // What is inside is nobody's business until the beacon's round: any bytes will do here.
    const version = (await query.commitRevealWeightsVersion()).toNumber();
    await run("timelocked weights",
      module_.commitTimelockedWeights(netuid, `0x${"07".repeat(300)}`, 10n ** 9n, version),
      validatorHot);
    const entries = await query.timelockedWeightCommits.entries(netuid);
    const who = entries.flatMap(([, commits]) => commits.map((commit) => commit[0].toString()));
    expect("timelocked weights", "kept", who, [validatorHot.address]);
  },

  async rootClaims() {
    for (const kind of ["Keep", "Swap"]) {
      await run(`root claims: ${kind}`, module_.setRootClaimType(kind), validator);
      expect("root claim type", "kept", (await query.rootClaimType(validator.address)).type, kind);
    }
    await until("claim_root", "something for root to claim", async () =>
      [...(await query.rootClaimable(validatorHot.address))].some(([on, rate]) =>
        on.toNumber() === netuid && rate.bits.toBigInt() > 0n));
    const { events } = await run("claim_root", module_.claimRoot([netuid]), validator);
    const claimed = events.find(({ event }) => api.events.subtensorModule.RootClaimed.is(event));
    expect("claim_root", "its event", claimed?.event.method, "RootClaimed");
  },

  async commitments() {
    await run("set_commitment",
      api.tx.commitments.setCommitment(netuid, { fields: [{ Raw7: "model:7" }] }), minerHot);
    const found = (await api.query.commitments.commitmentOf(netuid, minerHot.address)).unwrap();
    expect("commitment", "what was written", found.info.fields[0].asRaw7.toUtf8(), "model:7");
  },

  async proxies() {
    const { proxy } = api.tx;
    await run("add_proxy", proxy.addProxy(miner.address, "Transfer", 0), owner);
    const [delegates] = await api.query.proxy.proxies(owner.address);
    expect("proxies", "one", delegates.map((d) => d.delegate.toString()), [miner.address]);
    const before = await free(owner);
    await run("proxy",
      proxy.proxy(owner.address, "Transfer", balances.transferKeepAlive(alice.address, 5n * RAO)), miner);
    expect("proxy", "5 TAO paid by the real account", before - (await free(owner)), 5n * RAO);
    const stray = await run("proxy of another kind",
      proxy.proxy(owner.address, "Transfer", module_.startCall(netuid)), miner);
    const executed = stray.events.find(({ event }) => api.events.proxy.ProxyExecuted.is(event));
    expect("proxy of another kind", "an inner failure", executed.event.data[0].isErr, true);
    await run("remove_proxy", proxy.removeProxy(miner.address, "Transfer", 0), owner);

    await run("add_proxy that waits", proxy.addProxy(miner.address, "Any", 2), owner);
    const call = balances.transferKeepAlive(alice.address, RAO);
    await run("announce", proxy.announce(owner.address, call.method.hash), miner);
    const height = (await api.rpc.chain.getHeader()).number.toNumber();
    await until("announce", "the delay", async () =>
      (await api.rpc.chain.getHeader()).number.toNumber() > height + 2);
    await run("proxy_announced", proxy.proxyAnnounced(miner.address, owner.address, "Any", call), miner);
    await run("remove_proxies", proxy.removeProxies(), owner);
    const { events } = await run("create_pure", proxy.createPure("Any", 0, 0), owner);
    const pure = events.find(({ event }) => api.events.proxy.PureCreated.is(event)).event.data[0].toString();
    await run("transfer to it", balances.transferKeepAlive(pure, 10n * RAO), owner);
    await run("transfer by it",
      proxy.proxy(pure, null, balances.transferKeepAlive(owner.address, RAO)), owner);
  },

  async crowdloan() {
    const { crowdloan } = api.tx;
    const number = (await api.query.crowdloan.nextCrowdloanId()).toNumber();
    const end = async (blocks) => (await api.rpc.chain.getHeader()).number.toNumber() + blocks;
    const create = async (step) =>
      run(step, crowdloan.create(10n * RAO, RAO, 40n * RAO, await end(150), null, alice.address), owner);
    await create("create crowdloan");
    await run("contribute", crowdloan.contribute(number, 20n * RAO), miner);
    await run("withdraw", crowdloan.withdraw(number), miner);
    await run("update_end", crowdloan.updateEnd(number, await end(200)), owner);
    await run("contribute the rest", crowdloan.contribute(number, 35n * RAO), miner);
    const loan = (await api.query.crowdloan.crowdloans(number)).unwrap();
    expect("crowdloan", "40 TAO raised", loan.raised.toBigInt(), 40n * RAO);
    const before = await free(alice);
    await run("finalize", crowdloan.finalize(number), owner);
    expect("crowdloan", "40 TAO at the target", (await free(alice)) - before, 40n * RAO);
    await create("another crowdloan");
    await run("contribute to it", crowdloan.contribute(number + 1, 5n * RAO), miner);
    await run("refund", crowdloan.refund(number + 1), owner);
    await run("dissolve", crowdloan.dissolve(number + 1), owner);
    expect("crowdloan", "gone", (await api.query.crowdloan.crowdloans(number + 1)).isNone, true);
  },

  async batch() {
    const before = await free(owner);
    const calls = [1n, 2n].map((tao) => balances.transferKeepAlive(owner.address, tao * RAO));
    await run("batch_all", api.tx.utility.batchAll(calls), alice);
    expect("batch_all", "3 TAO", (await free(owner)) - before, 3n * RAO);
  },

  async blocks() {
    const hash = await api.rpc.chain.getFinalizedHead();
    const { block } = await api.rpc.chain.getBlock(hash);
    expect("block", "its header's hash", block.header.hash.toHex(), hash.toHex());
    expect("block", "the time first", block.extrinsics[0].method.method, "set");
    const at = await api.at(hash);
    expect("block", "events", (await at.query.system.events()).length, (n) => n > 0);
    const size = await api.query.system.account.size(alice.address);
    expect("storage size", "bytes of an account", size.toNumber(), (n) => n > 0);
    say("block", { number: block.header.number.toNumber() });
  },
};

let exit = 0;
try {
  for (const [name, step] of Object.entries(steps)) if (!leftOut.includes(name)) await step();
  say("done");
} catch (error) {
  console.error(error.message.startsWith("step ") ? error.message : error);
  exit = 1;
}
await api.disconnect();
process.exit(exit);
