//! Reads at the best block in one step, for programs that live with the chain's head. They ask for
//! the best block each time: [`ChainClient::at`] once and several reads of it are cheaper and agree
//! with each other.

use crate::{
    AccountId, BlockRef, BlockSummary, ChainClient, ClientError, Hyperparameters, Neuron, StateAt,
    Subnet,
};

impl ChainClient {
    /// The state after the best block.
    pub async fn best(&self) -> Result<StateAt, ClientError> {
        self.at(BlockRef::Best).await
    }

    /// Number and hash of the best block.
    pub async fn best_block(&self) -> Result<BlockSummary, ClientError> {
        let header = self.header(None).await?;
        Ok(BlockSummary {
            number: header.number.into(),
            hash: header.hash,
        })
    }

    /// Number of the last final block.
    pub async fn finalised_block_number(&self) -> Result<u64, ClientError> {
        let state = self.at(BlockRef::Finalized).await?;
        Ok(state.block_number().into())
    }

    /// Free balance of an account in rao; 0 for one that does not exist.
    pub async fn balance_rao(&self, account: &AccountId) -> Result<u64, ClientError> {
        Ok(self.best().await?.balance(account).await?.free.rao())
    }

    /// Numbers of all subnets, root (0) included, ascending.
    pub async fn netuids(&self) -> Result<Vec<u16>, ClientError> {
        self.best().await?.netuids().await
    }

    /// The name that a subnet's owner gave it, if it did.
    pub async fn subnet_name(&self, netuid: u16) -> Result<Option<String>, ClientError> {
        let identity = self.best().await?.subnet_identity(netuid).await?;
        Ok(identity.map(|identity| identity.subnet_name))
    }

    /// Time that the chain plans from one block to the next, in milliseconds.
    pub async fn slot_duration_ms(&self) -> Result<u64, ClientError> {
        self.best().await?.slot_duration_ms().await
    }

    /// State of one subnet.
    ///
    /// Fails with [`ClientError::UnknownSubnet`] where there is none.
    pub async fn subnet(&self, netuid: u16) -> Result<Subnet, ClientError> {
        self.best().await?.participants_view(netuid).await
    }

    /// Rules of one subnet.
    ///
    /// Fails with [`ClientError::UnknownSubnet`] where there is none.
    pub async fn hyperparameters(&self, netuid: u16) -> Result<Hyperparameters, ClientError> {
        self.best().await?.hyperparameters(netuid).await
    }

    /// Price of registering a neuron now, in rao of TAO.
    pub async fn registration_price_rao(&self, netuid: u16) -> Result<u64, ClientError> {
        Ok(self.best().await?.registration_price(netuid).await?.rao())
    }

    /// Price of creating a subnet now, in rao of TAO.
    pub async fn subnet_creation_price_rao(&self) -> Result<u64, ClientError> {
        Ok(self.best().await?.subnet_creation_price().await?.rao())
    }

    /// Alpha of one coldkey on one hotkey in one subnet, in rao.
    pub async fn stake_rao(
        &self,
        hotkey: &AccountId,
        coldkey: &AccountId,
        netuid: u16,
    ) -> Result<u64, ClientError> {
        let stake = self.best().await?.stake(hotkey, coldkey, netuid).await?;
        Ok(stake.rao())
    }

    /// All neurons of a subnet by UID; empty for a subnet that does not exist.
    pub async fn neurons(&self, netuid: u16) -> Result<Vec<Neuron>, ClientError> {
        self.best().await?.neurons(netuid).await
    }

    /// The neuron of a hotkey in a subnet, if it is registered there.
    pub async fn neuron(
        &self,
        netuid: u16,
        hotkey: &AccountId,
    ) -> Result<Option<Neuron>, ClientError> {
        self.best().await?.neuron(netuid, hotkey).await
    }

    /// UID of a hotkey in a subnet, if it is registered there.
    pub async fn uid_of(
        &self,
        netuid: u16,
        hotkey: &AccountId,
    ) -> Result<Option<u16>, ClientError> {
        self.best().await?.uid(netuid, hotkey).await
    }
}
